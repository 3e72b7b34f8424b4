package fiveseal.report;

import java.util.List;
import java.util.StringJoiner;

/**
 * The queries of what a stolen key has touched. Each gives a page behind a place: {@code ?1} the
 * key, {@code ?2} and {@code ?3} time and id behind which, {@code ?4} at most so many, {@code ?5}
 * when it was stolen. Their columns are: the place's id, its time, what, id, store, mall,
 * settlement, card, amount, currency, state.
 *
 * <p>What a store's key signed, a key that was renewed from it since the theft signed too. Each of
 * these keys, a few, is followed in the index from the place on.
 */
final class CompromiseQueries {
  /** The key, and those that came by renewals since it was stolen; each renews itself once. */
  private static final String SIGNERS =
      "with recursive signer (kid) as (select cast(?1 as text) union select n.next_kid"
          + " from signer g join key_renewal n on n.kid = g.kid where n.received_at >= ?5) ";

  /** The keys that those keys had certified. */
  static final String RENEWALS =
      SIGNERS
          + "select n.next_kid, n.received_at, 'fiveseal-key-renewal', n.next_kid, n.store_id,"
          + " r.mall_id, cast(null as text), cast(null as text), cast(null as bigint),"
          + " cast(null as text), cast(null as text)"
          + " from signer g join key_renewal n on n.kid = g.kid"
          + " join store r on r.store_id = n.store_id where n.received_at >= ?5"
          + " and (n.received_at, n.next_kid) > (?2, ?3)"
          + " order by n.received_at, n.next_kid limit ?4";

  /** What stands in the evidence under a kid: messages 1 and 4, or 2, 3 and 5. */
  static final String MESSAGES =
      SIGNERS
          + "select cast(e.evidence_id as text), e.received_at, cast(e.seal as text), e.subject_id,"
          + " s.store_id, r.mall_id, s.settlement_id, coalesce(s.card_number, u.card_number),"
          + " coalesce(s.amount_minor, u.amount_minor), coalesce(s.currency, u.currency),"
          + " coalesce(s.state, u.state) from "
          + signed("evidence", "compact", "evidence_id", "cast(?3 as bigint)")
          + " e"
          + " left join settlement s on s.settlement_id = e.subject_id"
          + " left join value_update u on u.update_id = e.subject_id"
          + " left join store r on r.store_id = s.store_id"
          + " order by e.received_at, e.evidence_id";

  static final String REFUNDS =
      SIGNERS
          + "select f.credit_id, f.received_at, 'fiveseal-refund-request', f.refund_id, f.store_id,"
          + " r.mall_id, f.settlement_id, c.card_number, f.amount_minor, c.currency, c.state"
          + " from "
          + signed("refund", "message", "credit_id", "?3")
          + " f"
          + " join credit c on c.credit_id = f.credit_id"
          + " join store r on r.store_id = f.store_id order by f.received_at, f.credit_id";

  static final String CANCELLATIONS =
      SIGNERS
          + "select c.request_id, c.received_at, 'fiveseal-cancel-request', c.request_id, c.store_id,"
          + " r.mall_id, s.settlement_id, s.card_number, s.amount_minor, s.currency, s.state"
          + " from "
          + signed("cancellation", "message", "request_id", "?3")
          + " c"
          + " join store r on r.store_id = c.store_id left join settlement s"
          + " on s.store_id = c.store_id and s.request_id = c.request_id"
          + " order by c.received_at, c.request_id";

  static final String ENDPOINTS =
      SIGNERS
          + "select cast(e.stated_at as text), e.received_at, 'fiveseal-completion-endpoint', e.url,"
          + " e.store_id, r.mall_id, cast(null as text), cast(null as text),"
          + " cast(null as bigint), cast(null as text), cast(null as text)"
          + " from "
          + signed("completion_endpoint", "message", "stated_at", "cast(?3 as bigint)")
          + " e"
          + " join store r on r.store_id = e.store_id order by e.received_at, e.stated_at";

  /** All that an authority certified for stores and that serves, or was issued since {@code ?5}. */
  static final String STORE_CERTIFICATES =
      "select k.kid, k.enrolled_at, 'CERTIFICATE', k.kid, k.store_id, r.mall_id,"
          + " cast(null as text), cast(null as text), cast(null as bigint), cast(null as text),"
          + " case when k.enrolled_at >= ?5 then 'SINCE' else 'BEFORE' end"
          + " from store_key k join store r on r.store_id = k.store_id where k.issuer_kid = ?1"
          + " and (k.enrolled_at, k.kid) > (?2, ?3)"
          + " and (k.enrolled_at >= ?5 or k.superseded_at is null and k.revoked_at is null)"
          + " order by k.enrolled_at, k.kid limit ?4";

  /** What an authority certified for the manager itself. */
  static final String SIGNING_CERTIFICATES =
      "select k.kid, k.recorded_at, 'SIGNING_CERTIFICATE', k.kid, cast(null as text),"
          + " cast(null as text), cast(null as text), cast(null as text), cast(null as bigint),"
          + " cast(null as text), case when k.recorded_at >= ?5 then 'SINCE' else 'BEFORE' end"
          + " from manager_key k where k.issuer_kid = ?1 and k.kid <> ?1"
          + " and (k.recorded_at, k.kid) > (?2, ?3) order by k.recorded_at, k.kid limit ?4";

  /** Every card that has a key of a version, or ever had. */
  static final String CARDS =
      "select c.card_number, c.issued_at, 'CARD', c.card_number, cast(null as text),"
          + " cast(null as text), cast(null as text), c.card_number,"
          + " c.balance_minor - c.moved_minor, c.currency,"
          + " case when c.stopped_because is not null then 'STOPPED'"
          + " when c.blocked then 'BLOCKED' else c.life end from ("
          + had("card", "h.key_version = cast(?1 as integer)")
          + " union "
          + had("card", "h.issued_key_version = cast(?1 as integer)")
          + " union "
          + had(
              "value_update",
              "h.new_key_version = cast(?1 as integer) and h.kind = 'REKEY'"
                  + " and h.state not in ('REQUESTED', 'CANCELLED', 'DECLINED')")
          + ") n join card c on c.card_number = n.card_number order by c.card_number limit ?4";

  /** Cards of batches that bureaus have not reported as made. */
  static final String BLANK_CARDS =
      "select b.batch_id, b.ordered_at, 'BLANK_CARDS', b.batch_id, cast(null as text),"
          + " cast(null as text), cast(null as text), cast(null as text),"
          + " cast(b.cards - b.personalized as bigint), b.currency,"
          + " case when b.closed_at is not null then 'CLOSED' when b.approved_at is not null"
          + " then 'OPEN' else 'PENDING' end from card_batch b"
          + " where b.key_version = cast(?1 as integer) and b.batch_id > ?3"
          + " and b.personalized < b.cards order by b.batch_id limit ?4";

  /** The mall of the store that has a key, and the store. */
  static final String STORE_OF_KEY =
      "select k.store_id, r.mall_id from store_key k join store r on r.store_id = k.store_id"
          + " where k.kid = ?1";

  /** One row if the manager had such a key for that purpose. */
  static final String MANAGER_KEY =
      "select k.kid, k.purpose from manager_key k where k.kid = ?1 and k.purpose = ?2";

  private CompromiseQueries() {}

  /** A page of the rows of a table whose message one of the signers signed. */
  private static String signed(String table, String message, String id, String behind) {
    String order = " order by w.received_at, w." + id + " limit ?4)";
    return "(select w.* from signer g cross join lateral (select w.* from "
        + table
        + " w where signed_by(w."
        + message
        + ") = g.kid and (w.received_at, w."
        + id
        + ") > (?2, "
        + behind
        + ")"
        + order
        + " w"
        + order;
  }

  private static String had(String table, String condition) {
    return "(select h.card_number from "
        + table
        + " h where "
        + condition
        + " and h.card_number > ?3 order by h.card_number limit ?4)";
  }

  /**
   * Counts of the first rows of several sources together: rows, settlements, stores, cards, and the
   * rows of the source that has most.
   */
  static String counts(List<String> sources) {
    return firstOf(sources)
        + " select count(*), count(distinct p.settlement_id), count(distinct p.store_id),"
        + " count(distinct p.card_number), (select coalesce(max(n.rows), 0) from"
        + " (select count(*) as rows from page q group by q.source) n) from page p";
  }

  /** By currency what the first rows of sources say was debited, or is in cards. */
  static String totals(List<String> sources) {
    return firstOf(sources)
        + " select p.currency, cast(sum(p.amount_minor) as bigint) from page p"
        + " where p.what = 'CARD' or p.what = '1' and p.state in ('COMPLETED', 'RECEIPTED')"
        + " group by p.currency order by p.currency";
  }

  private static String firstOf(List<String> sources) {
    StringJoiner first = new StringJoiner(" union all ");
    for (int i = 0; i < sources.size(); i++) {
      String query = sources.get(i).replace("cast(?3 as bigint)", "-1").replace("?3", "''");
      first.add("(select " + i + ", x.* from (" + query + ") x)");
    }
    return "with page (source, place, at, what, id, store_id, mall_id, settlement_id, card_number,"
        + " amount_minor, currency, state) as ("
        + first
        + ")";
  }
}

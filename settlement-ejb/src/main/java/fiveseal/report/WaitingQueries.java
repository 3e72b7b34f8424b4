package fiveseal.report;

/**
 * The queries of what waits, each giving {@code id} and {@code since}; the parameter {@code ?1} is
 * the time now. Their conditions are those of the indexes settlement_in_doubt,
 * settlement_to_expire, value_update_in_doubt, value_update_to_expire and
 * settlement_to_be_receipted.
 */
final class WaitingQueries {
  /** In doubt is also what was issued and has expired or been cancelled since. */
  private static final String DOUBTFUL_SETTLEMENTS =
      "select s.settlement_id as id, 'PAYMENT' as kind, s.store_id as store_id,"
          + " s.card_number as card_number, s.amount_minor as amount_minor,"
          + " s.currency as currency,"
          + " least(s.expires_at, s.cancelled_at) as since"
          + " from settlement s where s.state = 'IN_DOUBT'"
          + " or (s.state = 'ISSUED' and (s.expires_at <= ?1 or s.cancelled_at is not null))";

  private static final String DOUBTFUL_UPDATES =
      "select u.update_id, u.kind, null, u.card_number, u.amount_minor, u.currency,"
          + " coalesce(u.expires_at, u.created_at)"
          + " from value_update u where u.state = 'IN_DOUBT'"
          + " or (u.state = 'ISSUED' and u.expires_at is not null and u.expires_at <= ?1)";

  static final String DOUBTS = DOUBTFUL_SETTLEMENTS + " union all " + DOUBTFUL_UPDATES;

  static final String RECEIPTS =
      "select s.settlement_id as id, s.store_id as store_id, s.request_id as request_id,"
          + " s.amount_minor as amount_minor, s.currency as currency, s.completed_at as since"
          + " from settlement s where s.state = 'COMPLETED'";

  /** Since when a doubt is one, or was, by its id alone ({@code ?1}). */
  static final String DOUBT_SINCE =
      "select least(s.expires_at, s.cancelled_at) from settlement s where s.settlement_id = ?1"
          + " union all select coalesce(u.expires_at, u.created_at) from value_update u"
          + " where u.update_id = ?1";

  /** Since when a receipt is outstanding, or was, by its id alone ({@code ?1}). */
  static final String RECEIPT_SINCE =
      "select s.completed_at from settlement s where s.settlement_id = ?1"
          + " and s.completed_at is not null";

  private WaitingQueries() {}

  /** The page behind {@code (?2, ?3)}, if there is one, of at most {@code ?4}. */
  static String page(String waiting, boolean behind) {
    return "select w.* from ("
        + waiting
        + ") w"
        + (behind ? " where (w.since, w.id) > (?2, ?3)" : "")
        + " order by w.since, w.id limit ?4";
  }

  /** How many since after {@code ?2}, {@code ?3}, {@code ?4}, each without the ones before. */
  static String ages(String waiting) {
    return "select count(*) filter (where w.since > ?2),"
        + " count(*) filter (where w.since <= ?2 and w.since > ?3),"
        + " count(*) filter (where w.since <= ?3 and w.since > ?4),"
        + " count(*) filter (where w.since <= ?4) from ("
        + waiting
        + ") w";
  }
}

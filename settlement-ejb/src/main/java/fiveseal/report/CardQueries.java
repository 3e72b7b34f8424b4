package fiveseal.report;

/** The queries of card files. */
final class CardQueries {
  /** Names cards that end in {@code ?1}, behind number {@code ?2}, at most {@code ?3}. */
  static final String NAME_FOUND =
      "insert into card_reference (reference, card_number)"
          + " select cast(gen_random_uuid() as text), f.card_number from ("
          + "select c.card_number from card c where right(c.card_number, 4) = ?1"
          + " and c.card_number > ?2 order by c.card_number limit ?3) f"
          + " on conflict (card_number) do nothing";

  static final String NAME =
      "insert into card_reference (reference, card_number)"
          + " select cast(gen_random_uuid() as text), c.card_number from card c"
          + " where c.card_number = ?1 on conflict (card_number) do nothing";

  static final String FOUND =
      "select r.reference, c.card_number, c.currency, c.balance_minor, c.life, c.blocked,"
          + " c.stopped_because, c.issued_at from card c"
          + " join card_reference r on r.card_number = c.card_number"
          + " where right(c.card_number, 4) = ?1 and c.card_number > ?2"
          + " order by c.card_number limit ?3";

  static final String NUMBER = "select r.card_number from card_reference r where r.reference = ?1";

  static final String REFERENCE =
      "select r.reference from card_reference r where r.card_number = ?1";

  /** The card of a settlement or value update. */
  static final String OF_SUBJECT =
      "select s.card_number from settlement s where s.settlement_id = ?1"
          + " and s.card_number is not null union all"
          + " select u.card_number from value_update u where u.update_id = ?1";

  static final String REST =
      "select c.issued_at, c.successor, (select a.account_id from account a where a.kind = 'CARD'"
          + " and a.owner = c.card_number and a.currency = c.currency)"
          + " from card c where c.card_number = ?1";

  static final String OWED =
      "select d.kind, d.settlement_id, d.amount_minor, d.done_minor, d.created_at from credit d"
          + " where d.card_number = ?1 and d.state <> 'DONE' order by d.credit_id";

  /**
   * Commands of {@code ?1} below {@code ?2}, newest first, at most {@code ?3}; as a range, so that
   * a busy card's are not looked for among everybody's newest.
   */
  static final String HISTORY =
      "select c.command_id, c.counter, coalesce(u.kind, 'PAYMENT'),"
          + " coalesce(c.settlement_id, c.update_id), s.store_id, c.amount_minor, c.state,"
          + " u.ordered_by, c.issued_at, c.closed_at from (select k.* from command k"
          + " where k.card_number >= ?1 and (k.card_number, k.command_id) < (?1, ?2)"
          + " order by k.card_number desc, k.command_id desc limit ?3) c"
          + " left join settlement s on s.settlement_id = c.settlement_id"
          + " left join value_update u on u.update_id = c.update_id"
          + " order by c.command_id desc";

  /** Decisions behind {@code ?1} without a second operator, at most {@code ?2}. */
  static final String WAITING =
      "select d.decision_id, d.kind, d.card_number, d.successor, d.close_doubts, d.reason,"
          + " d.proposed_by, d.proposed_at from decision d"
          + " where d.approved_by is null and d.decision_id > ?1 order by d.decision_id limit ?2";

  private CardQueries() {}
}

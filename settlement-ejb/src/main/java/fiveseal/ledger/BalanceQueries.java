package fiveseal.ledger;

/**
 * The queries of balances. What is rolled up never changes, so the horizon may be asked for first:
 * a snapshot and all that is at or above its horizon are every transfer, whenever they are read.
 *
 * <p>Where an account's transfers are wanted, its number leads every comparison, so that the index
 * of the account's statement serves it and never the one of all that was posted lately.
 */
final class BalanceQueries {
  /**
   * Whose transaction numbers the transfers bear. Snapshots of another server, or of the same one
   * before a dump was restored into it, mean nothing here.
   */
  static final String CLUSTER = "(select posting_numbers())";

  static final String HORIZON =
      "select r.horizon from ledger_roll_up r where r.cluster_id = "
          + CLUSTER
          + " order by r.horizon desc limit 1";

  /** By kind and currency; {@code ?1} is the newest horizon, 0 if there is none. */
  static final String KINDS =
      "select k.kind, k.currency, sum(k.debited), sum(k.credited) from ("
          + kinds("t.posted_in >= ?1")
          + ") k group by k.kind, k.currency order by k.currency, k.kind";

  /** How many transfers, of at most {@code ?2}, no roll-up contains. */
  static final String TAIL =
      "select count(*) from (select 1 from transfer t where t.posted_in >= ?1 limit ?2) x";

  private static final String NEWEST_SNAPSHOT =
      " left join lateral (select s.horizon, s.debited_minor, s.credited_minor"
          + " from account_balance_snapshot s where s.cluster_id = "
          + CLUSTER
          + " and s.account_id = a.account_id order by s.horizon desc limit 1) s on true";

  private static final String BALANCE =
      "coalesce(s.credited_minor, 0) - coalesce(s.debited_minor, 0)"
          + " + coalesce((select sum(t.amount_minor) from transfer t"
          + " where t.credit_account_id = a.account_id"
          + " and (t.credit_account_id, t.posted_in)"
          + " >= (a.account_id, coalesce(s.horizon, 0))), 0)"
          + " - coalesce((select sum(t.amount_minor) from transfer t"
          + " where t.debit_account_id = a.account_id"
          + " and (t.debit_account_id, t.posted_in)"
          + " >= (a.account_id, coalesce(s.horizon, 0))), 0)";

  static final String ACCOUNT =
      "select a.account_id, a.kind, a.owner, a.currency, "
          + BALANCE
          + " from account a"
          + NEWEST_SNAPSHOT
          + " where a.account_id = ?1";

  /** Of a kind from an owner on: {@code ?1}, {@code ?2}, behind currency {@code ?3}. */
  static final String ACCOUNTS =
      "select a.account_id, a.kind, a.owner, a.currency, "
          + BALANCE
          + " from (select n.account_id, n.kind, n.owner, n.currency from account n"
          + " where n.kind = ?1 and (n.owner, n.currency) > (?2, ?3)"
          + " order by n.owner, n.currency limit ?4) a"
          + NEWEST_SNAPSHOT
          + " order by a.owner, a.currency";

  private static final String LEG =
      "t.transfer_id, t.posted_in, t.posted_at, t.kind, t.amount_minor, t.settlement_id,"
          + " t.update_id, t.credit_id, t.decision_id";

  /** The newest snapshot of account {@code ?1} up to posting {@code ?2}. */
  static final String SNAPSHOT =
      "select s.horizon, s.credited_minor - s.debited_minor from account_balance_snapshot s"
          + " where s.cluster_id = "
          + CLUSTER
          + " and s.account_id = ?1 and s.horizon <= ?2 order by s.horizon desc limit 1";

  private static final String BEHIND = " and (t.posted_in, t.transfer_id) < (?4, ?5)";

  private BalanceQueries() {}

  /** Rows by kind: the last roll-up ({@code ?1}) and the transfers that the condition wants. */
  static String kinds(String tail) {
    return "select s.kind, s.currency, s.debited_minor as debited, s.credited_minor as credited"
        + " from kind_balance_snapshot s where s.horizon = ?1 and s.cluster_id = "
        + CLUSTER
        + side("debit", "sum(t.amount_minor), 0", tail)
        + side("credit", "0, sum(t.amount_minor)", tail);
  }

  private static String side(String leg, String amounts, String tail) {
    return " union all select t.kind, t.currency, "
        + amounts
        + " from (select (select a.kind from account a where a.account_id = t."
        + leg
        + "_account_id) as kind, t.currency, t.amount_minor from transfer t where "
        + tail
        + ") t group by t.kind, t.currency";
  }

  /**
   * A page of an account's ({@code ?1}) transfers, newest first, at most {@code ?2}, each with what
   * the account got since horizon {@code ?3} up to the first of them, this one included.
   *
   * @param behind only those before posting {@code ?4} and transfer {@code ?5}
   */
  static String statement(boolean behind) {
    return "with page as ("
        + legs("debit", "credit", -1, behind)
        + " union all "
        + legs("credit", "debit", 1, behind)
        + " order by posted_in desc, transfer_id desc limit ?2)"
        + " select p.*, o.kind as other_kind, o.owner, "
        + sum("credit", behind)
        + " - "
        + sum("debit", behind)
        + ", (select r.settlement_id from credit r where r.credit_id = p.credit_id) as refunded"
        + " from page p join account o on o.account_id = p.other_account_id"
        + " order by p.posted_in desc, p.transfer_id desc";
  }

  private static String legs(String own, String other, int sign, boolean behind) {
    return "(select "
        + LEG
        + ", "
        + sign
        + " as sign, t."
        + other
        + "_account_id as other_account_id from transfer t where t."
        + own
        + "_account_id = ?1"
        + (behind ? BEHIND : "")
        + " order by t.posted_in desc, t.transfer_id desc limit ?2)";
  }

  private static String sum(String side, boolean behind) {
    return "coalesce((select sum(t.amount_minor) from transfer t where t."
        + side
        + "_account_id = ?1 and t.posted_in >= ?3"
        + (behind ? BEHIND : "")
        + "), 0)";
  }
}

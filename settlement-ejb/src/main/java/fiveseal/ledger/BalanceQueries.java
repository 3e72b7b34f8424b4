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
          + " + coalesce("
          + tail("credit")
          + ", 0) - coalesce("
          + tail("debit")
          + ", 0)";

  static final String ACCOUNT =
      "select a.account_id, a.kind, a.owner, a.currency, "
          + BALANCE
          + " from account a"
          + NEWEST_SNAPSHOT
          + " where a.account_id = ?1";

  /** Of one owner's ({@code ?2}) accounts of a kind ({@code ?1}). */
  static final String OWNER =
      "select a.currency, "
          + BALANCE
          + " from account a"
          + NEWEST_SNAPSHOT
          + " where a.kind = ?1 and a.owner = ?2 order by a.currency";

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

  /** Where transfer {@code ?1} stands in the order of posting. */
  static final String PLACE =
      "select t.posted_in, t.posted_at, t.transfer_id from transfer t where t.transfer_id = ?1";

  /** What is below it was posted before the roll-up was made, which was at {@code ?1} or before. */
  static final String HORIZON_BEFORE =
      "select r.horizon from ledger_roll_up r where r.cluster_id = "
          + CLUSTER
          + " and r.made_at <= ?1 order by r.made_at desc limit 1";

  /** What is at or above it was written after the roll-up was made, at {@code ?1} or later. */
  static final String CEILING_AFTER =
      "select r.ceiling from ledger_roll_up r where r.cluster_id = "
          + CLUSTER
          + " and r.made_at >= ?1 order by r.made_at limit 1";

  /** Account {@code ?1}'s first transfer of time {@code ?3} or later, looked for from ?2 on. */
  static final String OLDEST = end("t.posted_in >= ?2 and t.posted_at >= ?3", "");

  /** Account {@code ?1}'s last transfer before time {@code ?3}, looked for below {@code ?2}. */
  static final String NEWEST = end("t.posted_in < ?2 and t.posted_at < ?3", " desc");

  private static final String BEHIND =
      " and (t.posted_in, t.posted_at, t.transfer_id) < (?4, ?5, ?6)";

  /**
   * A page of an account's ({@code ?1}) transfers, newest first, at most {@code ?2}, before posting
   * {@code ?4} at {@code ?5} and transfer {@code ?6} and none before posting {@code ?7} at {@code
   * ?8} and transfer {@code ?9}; each with what the account got since horizon {@code ?3} up to the
   * first of them, this one included.
   */
  static final String STATEMENT =
      "with page as ("
          + legs("debit", "credit", -1)
          + " union all "
          + legs("credit", "debit", 1)
          + " order by posted_in desc, posted_at desc, transfer_id desc limit ?2)"
          + " select p.*, o.kind as other_kind, o.owner, "
          + sum("credit")
          + " - "
          + sum("debit")
          + ", (select r.settlement_id from credit r where r.credit_id = p.credit_id) as refunded"
          + " from page p join account o on o.account_id = p.other_account_id"
          + " order by p.posted_in desc, p.posted_at desc, p.transfer_id desc";

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

  private static String end(String condition, String direction) {
    String order =
        " order by posted_in"
            + direction
            + ", posted_at"
            + direction
            + ", transfer_id"
            + direction
            + " limit 1";
    return "select x.posted_in, x.posted_at, x.transfer_id from ("
        + leg("debit", condition + order)
        + " union all "
        + leg("credit", condition + order)
        + ") x"
        + order;
  }

  private static String leg(String side, String rest) {
    return "(select t.posted_in, t.posted_at, t.transfer_id from transfer t where t."
        + side
        + "_account_id = ?1 and "
        + rest
        + ")";
  }

  private static String legs(String own, String other, int sign) {
    return "(select "
        + LEG
        + ", "
        + sign
        + " as sign, t."
        + other
        + "_account_id as other_account_id from transfer t where t."
        + own
        + "_account_id = ?1"
        + BEHIND
        + " and (t.posted_in, t.posted_at, t.transfer_id) >= (?7, ?8, ?9)"
        + " order by t.posted_in desc, t.posted_at desc, t.transfer_id desc limit ?2)";
  }

  /**
   * What account {@code a} got or gave since its snapshot {@code s}. That no other account's is
   * wanted is said once more, for the planner: it does not know the snapshot, and would take the
   * account's transfers for so many that it read the whole table of a ledger with a busy account.
   */
  private static String tail(String side) {
    String number = "(t." + side + "_account_id, t.posted_in)";
    return "(select sum(t.amount_minor) from transfer t where t."
        + side
        + "_account_id = a.account_id and "
        + number
        + " >= (a.account_id, coalesce(s.horizon, 0)) and "
        + number
        + " < (a.account_id, 9223372036854775807))";
  }

  private static String sum(String side) {
    return "coalesce((select sum(t.amount_minor) from transfer t where t."
        + side
        + "_account_id = ?1 and t.posted_in >= ?3"
        + BEHIND
        + "), 0)";
  }
}

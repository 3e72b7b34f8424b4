package fiveseal.auditor;

import java.sql.SQLException;

/**
 * Check 16: every balance that was written down is the sum of the transfers below its horizon, and
 * no roll-up leaves out a kind of account. Those of another server, and those that were restored
 * with a dump, count other transactions, and nobody uses them.
 */
final class BalanceAudit {
  private static final String HERE = "cluster_id = (SELECT settlement.posting_numbers())";

  private static final String COUNT =
      "SELECT (SELECT count(*) FROM settlement.account_balance_snapshot WHERE "
          + HERE
          + ") + (SELECT count(*) FROM settlement.kind_balance_snapshot WHERE "
          + HERE
          + ") AS count";

  private static final String AHEAD =
      "SELECT horizon FROM settlement.ledger_roll_up WHERE "
          + HERE
          + " AND horizon > CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)";

  /** Transfers and snapshots in one order; a snapshot stands before what its horizon has. */
  private static final String ACCOUNTS =
      """
      SELECT account_id, at FROM (
        SELECT account_id, at, shown_debit, shown_credit,
               sum(debit) OVER w AS debit, sum(credit) OVER w AS credit
          FROM (SELECT debit_account_id AS account_id, posted_in AS at, 1 AS turn,
                       amount_minor AS debit, 0 AS credit,
                       NULL::bigint AS shown_debit, NULL::bigint AS shown_credit
                  FROM settlement.transfer
                 UNION ALL
                SELECT credit_account_id, posted_in, 1, 0, amount_minor, NULL, NULL
                  FROM settlement.transfer
                 UNION ALL
                SELECT account_id, horizon, 0, 0, 0, debited_minor, credited_minor
                  FROM settlement.account_balance_snapshot WHERE %s) event
        WINDOW w AS (PARTITION BY account_id ORDER BY at, turn ROWS UNBOUNDED PRECEDING)) summed
       WHERE (shown_debit, shown_credit) <> (debit, credit)
      """
          .replace("%s", HERE);

  /** As above; every roll-up shows every kind, be it with nothing. */
  private static final String KINDS =
      """
      SELECT kind, currency, at FROM (
        SELECT kind, currency, at, shown_debit, shown_credit,
               sum(debit) OVER w AS debit, sum(credit) OVER w AS credit
          FROM (SELECT a.kind, a.currency, t.posted_in AS at, 1 AS turn,
                       t.amount_minor AS debit, 0 AS credit,
                       NULL::bigint AS shown_debit, NULL::bigint AS shown_credit
                  FROM settlement.transfer t
                  JOIN settlement.account a ON a.account_id = t.debit_account_id
                 UNION ALL
                SELECT a.kind, a.currency, t.posted_in, 1, 0, t.amount_minor, NULL, NULL
                  FROM settlement.transfer t
                  JOIN settlement.account a ON a.account_id = t.credit_account_id
                 UNION ALL
                SELECT k.kind, k.currency, r.horizon, 0, 0, 0,
                       coalesce(s.debited_minor, 0), coalesce(s.credited_minor, 0)
                  FROM (SELECT * FROM settlement.ledger_roll_up WHERE %s) r
                 CROSS JOIN (SELECT kind, currency FROM settlement.account
                              UNION
                             SELECT kind, currency FROM settlement.kind_balance_snapshot) k
                  LEFT JOIN settlement.kind_balance_snapshot s
                    ON s.cluster_id = r.cluster_id AND s.horizon = r.horizon
                   AND s.kind = k.kind AND s.currency = k.currency) event
        WINDOW w AS (PARTITION BY kind, currency ORDER BY at, turn
                     ROWS UNBOUNDED PRECEDING)) summed
       WHERE (shown_debit, shown_credit) <> (debit, credit)
      """
          .replace("%s", HERE);

  private final Findings findings;

  BalanceAudit(Findings findings) {
    this.findings = findings;
  }

  void run(Snapshot snapshot) throws SQLException {
    snapshot.each(COUNT, row -> findings.checked(Check.BALANCES, row.getLong("count")));
    snapshot.each(
        AHEAD,
        row -> violation("roll-up " + row.getLong("horizon"), "its horizon lies in the future"));
    snapshot.each(
        ACCOUNTS,
        row ->
            violation(
                "account " + row.getLong("account_id") + " at " + row.getLong("at"),
                "its balance is not the sum of its transfers"));
    snapshot.each(
        KINDS,
        row ->
            violation(
                row.getString("kind")
                    + " "
                    + row.getString("currency")
                    + " at "
                    + row.getLong("at"),
                "the balance of the kind is not the sum of its transfers"));
  }

  private void violation(String where, String what) {
    findings.violation(Check.BALANCES, where, what);
  }
}

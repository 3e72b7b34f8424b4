package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Check 6: what should have ended by now, and how old is what still waits. */
final class AgeAudit {
  private static final String OVERDUE =
      """
      SELECT 'settlement ' || settlement_id AS name, state, expires_at FROM settlement.settlement
       WHERE state IN ('REQUESTED', 'ISSUED') AND expires_at < ?
       UNION ALL
      SELECT 'update ' || update_id, state, expires_at FROM settlement.value_update
       WHERE state IN ('REQUESTED', 'ISSUED') AND expires_at < ?
      """;
  private static final String PREPARED =
      "SELECT gid FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database()";
  private static final String OPEN =
      """
      SELECT (SELECT count(*) FROM settlement.settlement
               WHERE state IN ('REQUESTED', 'ISSUED', 'IN_DOUBT'))
           + (SELECT count(*) FROM settlement.value_update
               WHERE state IN ('REQUESTED', 'ISSUED', 'IN_DOUBT'))
      """;
  private static final String BY_AGE =
      """
      SELECT count(*) AS all_of_them, count(*) FILTER (WHERE age < interval '1 hour') AS hour,
             count(*) FILTER (WHERE age >= interval '1 hour' AND age < interval '1 day') AS day,
             count(*) FILTER (WHERE age >= interval '1 day' AND age < interval '7 days') AS week,
             count(*) FILTER (WHERE age >= interval '7 days') AS older
        FROM (SELECT CAST(? AS timestamptz) - since AS age FROM (WHAT) AS waiting) AS aged
      """;
  private static final String DOUBTS =
      """
      SELECT expires_at AS since FROM settlement.settlement WHERE state = 'IN_DOUBT'
       UNION ALL SELECT coalesce(expires_at, created_at) FROM settlement.value_update
       WHERE state = 'IN_DOUBT'
      """;
  private static final String RECEIPTS =
      "SELECT completed_at AS since FROM settlement.settlement WHERE state = 'COMPLETED'";
  private static final String DELIVERIES =
      """
      SELECT s.completed_at AS since FROM settlement.delivery d
        JOIN settlement.settlement s USING (settlement_id) WHERE d.acknowledged_at IS NULL
      """;
  private static final String OWED =
      "SELECT created_at AS since FROM settlement.credit WHERE state <> 'DONE'";

  private final Findings findings;
  private final Instant now;
  private final Duration sweep;

  /**
   * @param now when it is asked, or when the manager last did anything if it stands still
   * @param sweep how late the manager may be to end what is over
   */
  AgeAudit(Findings findings, Instant now, Duration sweep) {
    this.findings = findings;
    this.now = now;
    this.sweep = sweep;
  }

  void run(Snapshot snapshot) throws SQLException {
    Object limit = now.minus(sweep).atOffset(ZoneOffset.UTC);
    snapshot.each(OPEN, row -> findings.checked(Check.AGES, row.getLong(1)));
    snapshot.each(
        OVERDUE,
        row ->
            findings.violation(
                Check.AGES,
                row.getString("name"),
                "it is "
                    + row.getString("state")
                    + " and was over at "
                    + Columns.time(row, "expires_at")),
        limit,
        limit);
    snapshot.each(
        PREPARED,
        row ->
            findings.violation(
                Check.AGES, "transaction " + row.getString("gid"), "it is prepared and hangs"));
    tell(snapshot, "in doubt, since their expiry", DOUBTS);
    tell(snapshot, "paid without a receipt", RECEIPTS);
    tell(snapshot, "completions not acknowledged", DELIVERIES);
    tell(snapshot, "credits not handed out", OWED);
  }

  private void tell(Snapshot snapshot, String what, String query) throws SQLException {
    snapshot.each(
        BY_AGE.replace("WHAT", query), row -> tell(what, row), now.atOffset(ZoneOffset.UTC));
  }

  private void tell(String what, ResultSet row) throws SQLException {
    if (row.getLong("all_of_them") > 0) {
      findings.note(
          Check.AGES,
          what
              + ": "
              + Report.number(row.getLong("hour"))
              + " within an hour, "
              + Report.number(row.getLong("day"))
              + " a day, "
              + Report.number(row.getLong("week"))
              + " a week, "
              + Report.number(row.getLong("older"))
              + " older");
    }
  }
}

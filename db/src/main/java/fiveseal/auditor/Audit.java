package fiveseal.auditor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One audit: all checks on one snapshot of the database. Nothing is taken from the manager's code
 * or word; the rules are told again here, from the protocol.
 *
 * @param sweep how late the manager may be to end what is over
 * @param idle whether the manager stands still, so that ages count until it last did anything
 * @param anchors messages that others hold, one compact JWS per line
 * @param authority the kid that the authority is known to have, from outside the database
 * @param shownMax violations told of each check
 */
public record Audit(
    Duration sweep,
    boolean idle,
    Optional<Path> anchors,
    Optional<String> authority,
    int shownMax) {

  private static final String NOW = "SELECT pg_catalog.now() AS at";
  private static final String LAST =
      """
      SELECT greatest(max(received_at), (SELECT max(created_at) FROM settlement.settlement),
                      (SELECT max(created_at) FROM settlement.value_update),
                      (SELECT max(closed_at) FROM settlement.command)) AS at
        FROM settlement.evidence
      """;

  /**
   * Runs all checks in a transaction that only reads, and prints what they found.
   *
   * @param connection fresh; may not be used for anything else afterwards
   * @return 0 without a violation, 1 with one
   * @throws SQLException if the database cannot be read
   * @throws IOException if the anchors cannot be read
   */
  public int report(Connection connection, PrintStream out) throws SQLException, IOException {
    Findings findings = run(connection);
    Report.lines(findings).forEach(out::println);
    return findings.violations() == 0 ? 0 : 1;
  }

  /**
   * Runs all checks in a transaction that only reads.
   *
   * @param connection fresh; may not be used for anything else afterwards
   * @throws SQLException if the database cannot be read
   * @throws IOException if the anchors cannot be read
   */
  Findings run(Connection connection) throws SQLException, IOException {
    Findings findings = new Findings(shownMax);
    try (Snapshot snapshot = new Snapshot(connection)) {
      Instant now = time(snapshot, NOW).orElseThrow();
      Instant lastSeen = idle ? time(snapshot, LAST).orElse(now) : now;
      RecordedKeys keys = RecordedKeys.read(snapshot);
      Contracts contracts = Contracts.read(snapshot);
      Messages messages = new Messages(findings, keys);
      new KeyAudit(findings, keys, authority).run(snapshot);
      new SettlementAudit(findings, messages, contracts, now).run(snapshot);
      new UpdateAudit(findings, messages).run(snapshot);
      new StatementAudit(findings, messages).run(snapshot);
      new RenewalAudit(findings, messages, keys).run(snapshot);
      new CreditAudit(findings).run(snapshot);
      new DecisionAudit(findings).run(snapshot);
      new CardAudit(findings).run(snapshot);
      new ConservationAudit(findings).run(snapshot);
      new VoucherAudit(findings).run(snapshot);
      new StoreAudit(findings).run(snapshot);
      new BalanceAudit(findings).run(snapshot);
      new AgeAudit(findings, lastSeen, sweep).run(snapshot);
      if (anchors.isPresent()) {
        try (BufferedReader file = Files.newBufferedReader(anchors.get())) {
          new AnchorAudit(findings, keys).run(snapshot, file);
        }
      }
    }
    return findings;
  }

  private static Optional<Instant> time(Snapshot snapshot, String sql) throws SQLException {
    try (Cursor<Optional<Instant>> times =
        snapshot.cursor(sql, row -> Columns.optionalTime(row, "at"))) {
      return times.next();
    }
  }
}

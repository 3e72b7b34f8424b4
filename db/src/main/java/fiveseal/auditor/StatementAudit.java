package fiveseal.auditor;

import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.CompletionEndpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Checks 5, 8 and 10 for what stores said beside payments: cancels and completion endpoints; and
 * that every stored message has a number of its own.
 */
final class StatementAudit {
  private static final String CANCELLATIONS =
      """
      SELECT store_id, request_id, message, received_at FROM settlement.cancellation
       ORDER BY store_id, request_id
      """;
  private static final String ENDPOINTS =
      """
      SELECT store_id, stated_at, url, message, received_at FROM settlement.completion_endpoint
       ORDER BY store_id, stated_at
      """;
  private static final String TWINS =
      "SELECT evidence_id FROM settlement.evidence GROUP BY evidence_id HAVING count(*) > 1";

  private final Findings findings;
  private final Messages messages;

  StatementAudit(Findings findings, Messages messages) {
    this.findings = findings;
    this.messages = messages;
  }

  void run(Snapshot snapshot) throws SQLException {
    snapshot.each(CANCELLATIONS, this::checkCancellation);
    snapshot.each(ENDPOINTS, this::checkEndpoint);
    snapshot.each(
        TWINS,
        row ->
            findings.violation(
                Check.CONTENTS, "evidence " + row.getLong(1), "several messages have this number"));
  }

  private void checkCancellation(ResultSet row) throws SQLException {
    String store = row.getString("store_id");
    String request = row.getString("request_id");
    String where = "cancel of " + request + " by " + store;
    Instant at = Columns.time(row, "received_at");
    findings.checked(Check.CONTENTS, 1);
    messages
        .read(where, row.getString("message"), CancelRequest.class, at)
        .ifPresent(
            signed -> {
              CancelRequest message = signed.message();
              requireSame(
                  message.iss().equals(store) && message.requestId().equals(request), where);
              Times.check(findings, where, message, at);
            });
  }

  private void checkEndpoint(ResultSet row) throws SQLException {
    String store = row.getString("store_id");
    long statedAt = row.getLong("stated_at");
    String url = row.getString("url");
    String where = "completion endpoint of " + store + " at " + statedAt;
    Instant at = Columns.time(row, "received_at");
    findings.checked(Check.CONTENTS, 1);
    messages
        .read(where, row.getString("message"), CompletionEndpoint.class, at)
        .ifPresent(
            signed -> {
              CompletionEndpoint message = signed.message();
              requireSame(
                  message.iss().equals(store)
                      && message.iat() == statedAt
                      && message.url().equals(url),
                  where);
              Times.check(findings, where, message, at);
            });
  }

  private void requireSame(boolean same, String where) {
    findings.require(same, Check.CONTENTS, where, "its row is not its message");
  }
}

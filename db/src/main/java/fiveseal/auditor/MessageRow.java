package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A stored message.
 *
 * @param subject the settlement or value update
 * @param seal number of the message, 1 … 5
 */
record MessageRow(long id, Instant receivedAt, String subject, int seal, String compact) {
  private static final String SQL =
      """
      SELECT evidence_id, received_at, subject_id, seal, compact FROM settlement.evidence
       WHERE seal WHICH ORDER BY subject_id COLLATE "C", seal, received_at, evidence_id
      """;

  /** Messages 1 to 4. */
  static String ofSettlements() {
    return SQL.replace("WHICH", "<> 5");
  }

  /** Messages 5. */
  static String ofUpdates() {
    return SQL.replace("WHICH", "= 5");
  }

  static MessageRow read(ResultSet row) throws SQLException {
    return new MessageRow(
        row.getLong("evidence_id"),
        Columns.time(row, "received_at"),
        row.getString("subject_id"),
        row.getInt("seal"),
        row.getString("compact"));
  }

  /** As reports name it. */
  String name() {
    return "message " + seal + " (evidence " + id + ")";
  }
}

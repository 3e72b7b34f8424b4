package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A card's word that contradicted the record.
 *
 * @param reason for which the card was stopped
 */
record DiscrepancyRow(String cardNumber, String reason, Instant seenAt) {

  static final String SQL =
      """
      SELECT card_number, reason, seen_at FROM settlement.discrepancy
       ORDER BY card_number COLLATE "C", discrepancy_id
      """;

  static DiscrepancyRow read(ResultSet row) throws SQLException {
    return new DiscrepancyRow(
        row.getString("card_number"), row.getString("reason"), Columns.time(row, "seen_at"));
  }
}

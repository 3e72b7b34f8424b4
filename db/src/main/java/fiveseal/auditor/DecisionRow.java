package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What operators decided about a card.
 *
 * @param approvedAt when it began to hold; empty while it is proposed only
 */
record DecisionRow(
    String id,
    String kind,
    String cardNumber,
    Optional<String> successor,
    Instant proposedAt,
    Optional<Instant> approvedAt) {

  private static final String SQL =
      """
      SELECT decision_id, kind, card_number, successor, proposed_at, approved_at
        FROM settlement.decision ORDER BY
      """;

  static String byCard() {
    return SQL + " card_number COLLATE \"C\", approved_at, decision_id";
  }

  static String byId() {
    return SQL + " decision_id COLLATE \"C\"";
  }

  static DecisionRow read(ResultSet row) throws SQLException {
    return new DecisionRow(
        row.getString("decision_id"),
        row.getString("kind"),
        row.getString("card_number"),
        Columns.optionalText(row, "successor"),
        Columns.time(row, "proposed_at"),
        Columns.optionalTime(row, "approved_at"));
  }

  boolean holds() {
    return approvedAt.isPresent();
  }
}

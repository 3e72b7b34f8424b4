package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A settlement as it stands.
 *
 * @param amountMinor minor units
 * @param cancelledAt when a cancel counted
 * @param deliveryStore to whom message 3 goes
 * @param acknowledgedAt when that store had it
 * @param cancelReceivedAt when the store's cancel came, whether it counted or not
 */
record SettlementRow(
    String id,
    String storeId,
    String requestId,
    String state,
    long amountMinor,
    String currency,
    Optional<String> cardNumber,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> completedAt,
    Optional<Instant> cancelledAt,
    Optional<String> deliveryStore,
    Optional<Instant> acknowledgedAt,
    Optional<Instant> cancelReceivedAt) {

  static final String SQL =
      """
      SELECT s.settlement_id, s.store_id, s.request_id, s.state, s.amount_minor, s.currency,
             s.card_number, s.created_at, s.expires_at, s.completed_at, s.cancelled_at,
             d.store_id AS delivery_store, d.acknowledged_at, c.received_at AS cancel_received_at
        FROM settlement.settlement s
        LEFT JOIN settlement.delivery d ON d.settlement_id = s.settlement_id
        LEFT JOIN settlement.cancellation c
               ON c.store_id = s.store_id AND c.request_id = s.request_id
       ORDER BY s.settlement_id COLLATE "C"
      """;

  static SettlementRow read(ResultSet row) throws SQLException {
    return new SettlementRow(
        row.getString("settlement_id"),
        row.getString("store_id"),
        row.getString("request_id"),
        row.getString("state"),
        row.getLong("amount_minor"),
        row.getString("currency"),
        Columns.optionalText(row, "card_number"),
        Columns.time(row, "created_at"),
        Columns.time(row, "expires_at"),
        Columns.optionalTime(row, "completed_at"),
        Columns.optionalTime(row, "cancelled_at"),
        Columns.optionalText(row, "delivery_store"),
        Columns.optionalTime(row, "acknowledged_at"),
        Columns.optionalTime(row, "cancel_received_at"));
  }

  /** As reports name it. */
  String name() {
    return "settlement " + id;
  }
}

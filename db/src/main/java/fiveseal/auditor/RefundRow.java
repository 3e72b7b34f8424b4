package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * An accepted refund.
 *
 * @param amountMinor minor units
 * @param message the store's, the exact compact JWS
 */
record RefundRow(
    String storeId,
    String refundId,
    String settlementId,
    String creditId,
    long amountMinor,
    String message,
    Instant receivedAt) {

  static final String SQL =
      """
      SELECT store_id, refund_id, settlement_id, credit_id, amount_minor, message, received_at
        FROM settlement.refund ORDER BY settlement_id COLLATE "C", received_at, refund_id
      """;

  static RefundRow read(ResultSet row) throws SQLException {
    return new RefundRow(
        row.getString("store_id"),
        row.getString("refund_id"),
        row.getString("settlement_id"),
        row.getString("credit_id"),
        row.getLong("amount_minor"),
        row.getString("message"),
        Columns.time(row, "received_at"));
  }

  /** As reports name it. */
  String name() {
    return "refund " + refundId + " of " + storeId;
  }
}

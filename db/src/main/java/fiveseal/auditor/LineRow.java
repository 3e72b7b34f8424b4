package fiveseal.auditor;

import fiveseal.protocol.RequestLine;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A line of a settlement as it is stored beside its message.
 *
 * @param lineNo from 1
 * @param amountMinor minor units
 */
record LineRow(
    String settlementId,
    int lineNo,
    String store,
    long amountMinor,
    String description,
    String orderRef) {

  static final String SQL =
      """
      SELECT settlement_id, line_no, store_id, amount_minor, description, order_ref
        FROM settlement.settlement_line ORDER BY settlement_id COLLATE "C", line_no
      """;

  static LineRow read(ResultSet row) throws SQLException {
    return new LineRow(
        row.getString("settlement_id"),
        row.getInt("line_no"),
        row.getString("store_id"),
        row.getLong("amount_minor"),
        row.getString("description"),
        row.getString("order_ref"));
  }

  boolean says(RequestLine line) {
    return store.equals(line.store())
        && amountMinor == line.amountMinor()
        && description.equals(line.description())
        && orderRef.equals(line.orderRef());
  }
}

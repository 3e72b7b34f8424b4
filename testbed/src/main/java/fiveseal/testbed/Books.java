package fiveseal.testbed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the database really holds, seen by its superuser, past every interface. */
final class Books {

  /** Opens a connection. */
  interface Source {

    Connection open() throws SQLException;
  }

  private final Source source;

  Books(Source source) {
    this.source = source;
  }

  /** The one number that a query gives; 0 for none. */
  long number(String query, Object... values) {
    return rows(query, values).stream()
        .findFirst()
        .map(row -> Long.parseLong(row.get(0)))
        .orElse(0L);
  }

  /** The first text that a query gives. */
  Optional<String> text(String query, Object... values) {
    return rows(query, values).stream().findFirst().map(row -> row.get(0));
  }

  /** All rows of a query as texts. */
  List<List<String>> rows(String query, Object... values) {
    try (Connection connection = source.open();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(rows.getString(i));
          }
          all.add(row);
        }
        return all;
      }
    } catch (SQLException e) {
      throw new Trouble("The database did not tell: " + e.getMessage() + ".", e);
    }
  }

  /** A connection for whoever wants to hold locks. */
  Connection open() throws SQLException {
    return source.open();
  }

  /** The settlement of a request, if there is one. */
  Optional<String> settlementOf(String storeId, String requestId) {
    return text(
        "select settlement_id from settlement.settlement where store_id = ? and request_id = ?",
        storeId,
        requestId);
  }

  Optional<String> settlementState(String settlementId) {
    return text("select state from settlement.settlement where settlement_id = ?", settlementId);
  }

  Optional<String> updateState(String updateId) {
    return text("select state from settlement.value_update where update_id = ?", updateId);
  }

  /**
   * Commands for a settlement or update.
   *
   * @param state {@code OPEN}, {@code DONE}, {@code DECLINED} or {@code VOID}
   */
  long commands(String id, String state) {
    return number(
        "select count(*) from settlement.command where ? in (settlement_id, update_id)"
            + " and state = ?",
        id,
        state);
  }

  /**
   * What was moved for a settlement or update.
   *
   * @param kind a kind of transfer
   * @return minor units
   */
  long moved(String id, String kind) {
    return number(
        "select coalesce(sum(amount_minor), 0) from settlement.transfer"
            + " where ? in (settlement_id, update_id) and kind = ?",
        id,
        kind);
  }

  boolean deliveryIsAcknowledged(String settlementId) {
    return number(
            "select count(*) from settlement.delivery where settlement_id = ?"
                + " and acknowledged_at is not null",
            settlementId)
        == 1;
  }

  /**
   * What the ledger says a card holds.
   *
   * @return minor units
   */
  long cardBalance(String cardNumber) {
    return number(
        """
        select coalesce(sum(case when t.credit_account_id = a.account_id
                                 then t.amount_minor else -t.amount_minor end), 0)
          from settlement.account a join settlement.transfer t
            on a.account_id in (t.debit_account_id, t.credit_account_id)
         where a.kind = 'CARD' and a.owner = ?
        """,
        cardNumber);
  }
}

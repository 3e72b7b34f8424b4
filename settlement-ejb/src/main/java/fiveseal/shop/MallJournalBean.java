package fiveseal.shop;

import fiveseal.manager.MallJournal;
import fiveseal.manager.MallPayment;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The mall's journal in PostgreSQL, by plain JDBC. Every method commits before it returns: what the
 * mall sends or releases afterwards rests on it. A second row for the same id is not written, the
 * first one is read back; the database's role could not change it anyway.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@DataSourceDefinition(
    name = "java:app/jdbc/mall",
    className = "org.postgresql.ds.PGSimpleDataSource",
    url = "${MPCONFIG=fiveseal.mall.db.url}",
    user = "${MPCONFIG=fiveseal.mall.db.user}",
    password = "${MPCONFIG=fiveseal.mall.db.password}",
    minPoolSize = 0,
    maxPoolSize = 16,
    properties = {
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname="
          + "org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
      "fish.payara.fail-all-connections=true",
      "fish.payara.max-wait-time-in-millis=5000"
    })
public class MallJournalBean implements MallJournal {
  private static final String PAYMENT =
      """
      SELECT m.request_id, m.message_1, coalesce(t.settlement_id, c.settlement_id) AS settlement_id,
             t.pay_url, c.message_3, i.message_4, r.request_id IS NOT NULL AS receipt_taken
        FROM shop.request_made m
        LEFT JOIN shop.request_taken t ON t.request_id = m.request_id
        LEFT JOIN shop.completion_accepted c ON c.request_id = m.request_id
        LEFT JOIN shop.receipt_issued i ON i.request_id = m.request_id
        LEFT JOIN shop.receipt_taken r ON r.request_id = m.request_id
      """;
  private static final String OF_REQUEST = PAYMENT + " WHERE m.request_id = ?";
  private static final String OF_SETTLEMENT =
      PAYMENT
          + """
           WHERE m.request_id IN (
             SELECT request_id FROM shop.request_taken WHERE settlement_id = ?
             UNION SELECT request_id FROM shop.completion_accepted WHERE settlement_id = ?)
          """;
  private static final String NEWEST = PAYMENT + " ORDER BY m.made_at DESC, m.request_id LIMIT ?";

  @Resource(lookup = "java:app/jdbc/mall")
  private DataSource shop;

  /** For the container. */
  public MallJournalBean() {}

  MallJournalBean(DataSource shop) {
    this.shop = shop;
  }

  @Override
  public String requestMade(String requestId, String message1) {
    insert(
        "INSERT INTO shop.request_made (request_id, message_1) VALUES (?, ?)"
            + " ON CONFLICT (request_id) DO NOTHING",
        requestId,
        message1);
    return one("SELECT message_1 FROM shop.request_made WHERE request_id = ?", requestId);
  }

  @Override
  public void requestTaken(String requestId, String settlementId, String payUrl) {
    insert(
        "INSERT INTO shop.request_taken (request_id, settlement_id, pay_url) VALUES (?, ?, ?)"
            + " ON CONFLICT (request_id) DO NOTHING",
        requestId,
        settlementId,
        payUrl);
  }

  @Override
  public String completionAccepted(String requestId, String settlementId, String message3) {
    insert(
        "INSERT INTO shop.completion_accepted (request_id, settlement_id, message_3)"
            + " VALUES (?, ?, ?) ON CONFLICT (request_id) DO NOTHING",
        requestId,
        settlementId,
        message3);
    return one("SELECT message_3 FROM shop.completion_accepted WHERE request_id = ?", requestId);
  }

  @Override
  public String receiptIssued(String requestId, String message4) {
    insert(
        "INSERT INTO shop.receipt_issued (request_id, message_4) VALUES (?, ?)"
            + " ON CONFLICT (request_id) DO NOTHING",
        requestId,
        message4);
    return one("SELECT message_4 FROM shop.receipt_issued WHERE request_id = ?", requestId);
  }

  @Override
  public void receiptTaken(String requestId) {
    insert(
        "INSERT INTO shop.receipt_taken (request_id) VALUES (?)"
            + " ON CONFLICT (request_id) DO NOTHING",
        requestId);
  }

  @Override
  public Optional<MallPayment> byRequest(String requestId) {
    return payments(OF_REQUEST, statement -> statement.setString(1, requestId)).stream()
        .findFirst();
  }

  @Override
  public Optional<MallPayment> bySettlement(String settlementId) {
    return payments(
            OF_SETTLEMENT,
            statement -> {
              statement.setString(1, settlementId);
              statement.setString(2, settlementId);
            })
        .stream()
        .findFirst();
  }

  @Override
  public List<MallPayment> newest(int limit) {
    return payments(NEWEST, statement -> statement.setInt(1, limit));
  }

  @Override
  public List<String> managerKeys() {
    return query(
        "SELECT jwk FROM shop.manager_key ORDER BY pinned_at, kid",
        statement -> {},
        row -> row.getString(1));
  }

  @Override
  public void pinManagerKey(String kid, String jwk) {
    insert(
        "INSERT INTO shop.manager_key (kid, jwk) VALUES (?, ?) ON CONFLICT (kid) DO NOTHING",
        kid,
        jwk);
  }

  private void insert(String sql, String... values) {
    try (Connection connection = shop.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new EJBException("the mall's journal could not be written", e);
    }
  }

  private String one(String sql, String key) {
    return query(sql, statement -> statement.setString(1, key), row -> row.getString(1)).get(0);
  }

  private List<MallPayment> payments(String sql, Parameters parameters) {
    return query(
        sql,
        parameters,
        row ->
            new MallPayment(
                row.getString("request_id"),
                row.getString("message_1"),
                Optional.ofNullable(row.getString("settlement_id")),
                Optional.ofNullable(row.getString("pay_url")),
                Optional.ofNullable(row.getString("message_3")),
                Optional.ofNullable(row.getString("message_4")),
                row.getBoolean("receipt_taken")));
  }

  private <T> List<T> query(String sql, Parameters parameters, Row<T> row) {
    try (Connection connection = shop.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(row.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new EJBException("the mall's journal could not be read", e);
    }
  }

  /** Sets a statement's parameters. */
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** Reads a row. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}

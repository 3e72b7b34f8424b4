package fiveseal.shop;

import fiveseal.manager.MallReversals;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The mall's records of what it takes back in PostgreSQL, by plain JDBC. Every method commits
 * before it returns. Rows are written once: what the manager refused is marked and may be followed
 * by another attempt under the same id.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MallReversalsBean implements MallReversals {
  private static final String COUNTS =
      " NOT EXISTS (SELECT 1 FROM shop.reversal_dropped d WHERE d.kind = m.kind"
          + " AND d.reversal_id = m.reversal_id AND d.attempt = m.attempt)";

  private static final String MAKE =
      "INSERT INTO shop.reversal_made (kind, reversal_id, attempt, subject_id, message)"
          + " SELECT ?, ?, coalesce(max(d.attempt), 0) + 1, ?, ? FROM shop.reversal_dropped d"
          + " WHERE d.kind = ? AND d.reversal_id = ? ON CONFLICT DO NOTHING";

  private static final String KEPT =
      "SELECT m.message FROM shop.reversal_made m WHERE m.kind = ? AND m.reversal_id = ? AND"
          + COUNTS;

  private static final String DROP =
      "INSERT INTO shop.reversal_dropped (kind, reversal_id, attempt)"
          + " SELECT m.kind, m.reversal_id, m.attempt FROM shop.reversal_made m"
          + " WHERE m.kind = ? AND m.reversal_id = ? AND"
          + COUNTS
          + " ON CONFLICT DO NOTHING";

  private static final String ASKED =
      "SELECT a.refund_id, a.settlement_id, a.line_no, a.store_id, a.amount_minor, a.currency,"
          + " a.reason, a.note, a.asked_by, a.asked_at, e.taken FROM shop.refund_asked a"
          + " LEFT JOIN shop.refund_ended e ON e.refund_id = a.refund_id WHERE ";

  @Resource(lookup = "java:app/jdbc/mall")
  private DataSource shop;

  /** For the container. */
  public MallReversalsBean() {}

  MallReversalsBean(DataSource shop) {
    this.shop = shop;
  }

  @Override
  public String made(String kind, String id, String subjectId, String message) {
    write(MAKE, kind, id, subjectId, message, kind, id);
    return kept(kind, id).orElseThrow(() -> new EJBException("a reversal was dropped meanwhile"));
  }

  @Override
  public Optional<String> kept(String kind, String id) {
    return read(KEPT, row -> row.getString(1), kind, id).stream().findFirst();
  }

  @Override
  public List<String> about(String kind, String subjectId) {
    return read(
        "SELECT m.message FROM shop.reversal_made m WHERE m.kind = ? AND m.subject_id = ? AND"
            + COUNTS,
        row -> row.getString(1),
        kind,
        subjectId);
  }

  @Override
  public void dropped(String kind, String id) {
    write(DROP, kind, id);
  }

  @Override
  public AskedRefund ask(AskedRefund refund) {
    write(
        "INSERT INTO shop.refund_asked (refund_id, settlement_id, line_no, store_id, amount_minor,"
            + " currency, reason, note, asked_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (refund_id) DO NOTHING",
        refund.refundId(),
        refund.settlementId(),
        refund.lineNo(),
        refund.storeId(),
        refund.amountMinor(),
        refund.currency(),
        refund.reason(),
        refund.note(),
        refund.askedBy());
    return read(ASKED + "a.refund_id = ?", MallReversalsBean::asked, refund.refundId()).get(0);
  }

  @Override
  public void ended(String refundId, boolean taken, String answer) {
    write(
        "INSERT INTO shop.refund_ended (refund_id, taken, answer) VALUES (?, ?, ?)"
            + " ON CONFLICT (refund_id) DO NOTHING",
        refundId,
        taken,
        answer);
  }

  @Override
  public List<AskedRefund> askedOf(String settlementId) {
    return read(
        ASKED + "a.settlement_id = ? ORDER BY a.asked_at, a.refund_id",
        MallReversalsBean::asked,
        settlementId);
  }

  @Override
  public List<AskedRefund> unanswered(Instant askedAt, String refundId, int limit) {
    return read(
        ASKED
            + "(a.asked_at, a.refund_id) > (?, ?) AND e.refund_id IS NULL"
            + " ORDER BY a.asked_at, a.refund_id LIMIT ?",
        MallReversalsBean::asked,
        askedAt.atOffset(ZoneOffset.UTC),
        refundId,
        limit);
  }

  private static AskedRefund asked(ResultSet row) throws SQLException {
    return new AskedRefund(
        row.getString("refund_id"),
        row.getString("settlement_id"),
        row.getInt("line_no"),
        row.getString("store_id"),
        row.getLong("amount_minor"),
        row.getString("currency"),
        row.getString("reason"),
        row.getString("note"),
        row.getString("asked_by"),
        Optional.of(row.getObject("asked_at", OffsetDateTime.class).toInstant()),
        Optional.ofNullable(row.getObject("taken", Boolean.class)));
  }

  private void write(String sql, Object... values) {
    try (Connection connection = shop.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new EJBException("the mall's records could not be written", e);
    }
  }

  private <T> List<T> read(String sql, Row<T> row, Object... values) {
    try (Connection connection = shop.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row.read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new EJBException("the mall's records could not be read", e);
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /** Reads a row. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}

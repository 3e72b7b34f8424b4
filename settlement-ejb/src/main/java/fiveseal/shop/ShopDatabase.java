package fiveseal.shop;

import jakarta.ejb.EJBException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Plain JDBC on the mall's own schema: each piece of work is one transaction of its own, committed
 * before it returns, rolled back whole if anything in it fails or is refused.
 */
final class ShopDatabase {
  private final DataSource source;

  ShopDatabase(DataSource source) {
    this.source = source;
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T on(Session session) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> T inTransaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        T result = work.on(new Session(connection));
        connection.commit();
        committed = true;
        return result;
      } finally {
        // Whatever was thrown: to commit by itself again would commit the half that is done.
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new EJBException("the mall's records do not answer", e);
    }
  }

  /** Statements of one transaction. */
  static final class Session {
    private final Connection connection;

    private Session(Connection connection) {
      this.connection = connection;
    }

    <T> List<T> list(String sql, Row<T> row, Object... values) throws SQLException {
      try (PreparedStatement statement = prepared(sql, values);
          ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(row.read(rows));
        }
        return found;
      }
    }

    <T> Optional<T> one(String sql, Row<T> row, Object... values) throws SQLException {
      return list(sql, row, values).stream().findFirst();
    }

    /** How many rows it changed. */
    int update(String sql, Object... values) throws SQLException {
      try (PreparedStatement statement = prepared(sql, values)) {
        return statement.executeUpdate();
      }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      try {
        for (int i = 0; i < values.length; i++) {
          if (values[i] instanceof String[] texts) {
            statement.setArray(i + 1, connection.createArrayOf("text", texts));
          } else {
            statement.setObject(i + 1, values[i]);
          }
        }
        return statement;
      } catch (SQLException | RuntimeException e) {
        statement.close();
        throw e;
      }
    }
  }
}

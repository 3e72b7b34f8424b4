package fiveseal.auditor;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * The database at one moment: a transaction that writes nothing and sees no later commit, whatever
 * the manager does meanwhile.
 */
final class Snapshot implements AutoCloseable {
  /** Rows that are on this side of the connection at a time. */
  private static final int FETCHED_ROWS = 500;

  private final Connection connection;

  /** Takes the connection over, fresh. */
  Snapshot(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
  }

  /** Reads one row of a query, whose columns know how. */
  @FunctionalInterface
  interface Reader<R> {
    R read(ResultSet row) throws SQLException;
  }

  /** Receives rows one after the other. */
  @FunctionalInterface
  interface Receiver {
    void row(ResultSet row) throws SQLException;
  }

  /** The rows of a query, a few in memory at a time. */
  <R> Cursor<R> cursor(String sql, Reader<R> reader) throws SQLException {
    PreparedStatement statement = prepare(sql);
    return new Cursor<>(statement, reader);
  }

  /** The rows of a query ordered by a key, to be taken key by key beside another query. */
  <R> Keyed<R> keyed(String sql, Reader<R> reader, Function<R, String> key) throws SQLException {
    return new Keyed<>(cursor(sql, reader), key);
  }

  /** Hands over every row of a query. */
  void each(String sql, Receiver receiver, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          receiver.row(rows);
        }
      }
    }
  }

  /** An SQL array of texts, to ask for many at once. */
  Array texts(List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(FETCHED_ROWS);
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
  }
}

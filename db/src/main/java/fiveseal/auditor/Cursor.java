package fiveseal.auditor;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The rows of a query one after the other, with a look at the next one. */
final class Cursor<R> implements AutoCloseable {
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final Snapshot.Reader<R> reader;
  private Optional<R> next;

  Cursor(PreparedStatement statement, Snapshot.Reader<R> reader) throws SQLException {
    this.statement = statement;
    this.reader = reader;
    this.rows = statement.executeQuery();
    this.next = read();
  }

  /** The next row, which stays; empty at the end. */
  Optional<R> peek() {
    return next;
  }

  boolean hasNext() {
    return next.isPresent();
  }

  R next() throws SQLException {
    R row = next.orElseThrow(NoSuchElementException::new);
    next = read();
    return row;
  }

  private Optional<R> read() throws SQLException {
    return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}

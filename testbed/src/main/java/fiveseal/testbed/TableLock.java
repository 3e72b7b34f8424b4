package fiveseal.testbed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Holds every transaction of the manager at its first write, so that what strikes then strikes
 * before a commit for certain.
 */
final class TableLock implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Books books;
  private final Connection connection;

  private TableLock(Books books, Connection connection) {
    this.books = books;
    this.connection = connection;
  }

  static TableLock take(Books books) {
    try {
      Connection connection = books.open();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "LOCK TABLE settlement.settlement, settlement.settlement_line, settlement.value_update,"
                + " settlement.command, settlement.transfer, settlement.evidence IN SHARE MODE");
      }
      return new TableLock(books, connection);
    } catch (SQLException e) {
      throw new Trouble("The tables could not be locked: " + e.getMessage() + ".", e);
    }
  }

  /** Waits until so many transactions stand before it. */
  void awaitWaiting(int transactions) {
    Wait.until(
        LIMIT,
        () ->
            books.number(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and usename = '"
                        + DatabaseServer.APP
                        + "'")
                >= transactions,
        "Not all requests came to their first write.");
  }

  /** Lets them go on, if they still are there. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The database was killed with the lock.
      return;
    }
  }
}

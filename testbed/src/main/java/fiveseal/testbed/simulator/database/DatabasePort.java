package fiveseal.testbed.simulator.database;

/** Where the world reaches into the database: it may fail a step, crash, or let others go first. */
public interface DatabasePort {
  /** Nothing is locked at this moment: somebody else may go first. */
  void unlocked();

  /**
   * A statement is about to run.
   *
   * @throws jakarta.persistence.PersistenceException while the database is away
   */
  void statement();

  /**
   * Rows are about to be written.
   *
   * @throws jakarta.persistence.PersistenceException if the disk is full
   */
  void write();

  /** A transaction that has written is about to commit. */
  void beforeCommit();

  /**
   * A transaction that had written has committed.
   *
   * @throws jakarta.persistence.PersistenceException if the acknowledgement is lost
   */
  void afterCommit();

  /** A row came to be so; {@code before} is null for a new one. */
  void changed(String table, Row before, Row after);
}

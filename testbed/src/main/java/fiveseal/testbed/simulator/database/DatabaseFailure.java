package fiveseal.testbed.simulator.database;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;

/** Failures as a persistence provider reports them: with the driver's exception and its state. */
public final class DatabaseFailure {
  private DatabaseFailure() {}

  /** Class 08: the server is not there. */
  public static PersistenceException away() {
    return failure("the connection to the server was lost", "08006");
  }

  /** 53100: nothing can be written. */
  public static PersistenceException diskFull() {
    return failure("could not extend file: No space left on device", "53100");
  }

  static PersistenceException violated(String constraint, String state) {
    return failure("violates constraint " + constraint, state);
  }

  static PersistenceException failure(String message, String state) {
    SQLException cause = new SQLException(message, state);
    return new PersistenceException(message, cause);
  }
}

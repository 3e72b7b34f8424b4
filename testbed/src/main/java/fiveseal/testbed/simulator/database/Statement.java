package fiveseal.testbed.simulator.database;

import java.util.List;
import java.util.Map;

/** A statement that was read; it runs in a session. */
interface Statement {
  /**
   * @param parameters by name, or by number for positional ones
   * @param limits how many rows at most, how many to leave out, whether to lock them
   */
  List<Object> list(
      SimulatedDatabase database, Session session, Map<String, Object> parameters, Limits limits);

  /** How many rows were written. */
  int update(SimulatedDatabase database, Transaction transaction, Map<String, Object> parameters);

  /** What was said of a query beside its text. */
  record Limits(int max, int first, boolean lock) {
    static final Limits NONE = new Limits(Integer.MAX_VALUE, 0, false);
  }
}

package fiveseal.testbed.simulator.database;

/** A transaction waits for a row that its own caller holds: it would wait for ever. */
public final class SelfDeadlock extends Error {
  private static final long serialVersionUID = 1L;

  SelfDeadlock(String what) {
    super("a transaction waits for " + what + ", which its own caller has locked");
  }
}

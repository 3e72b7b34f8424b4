package fiveseal.testbed.simulator.world;

/** The manager's process is killed; no code of the product can catch it. */
final class ManagerCrash extends Error {
  private static final long serialVersionUID = 1L;

  ManagerCrash() {
    super("the manager was killed", null, false, false);
  }
}

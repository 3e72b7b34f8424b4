package fiveseal.testbed.simulator.world;

/**
 * A request to the manager, which may be sent again.
 *
 * @param step of the table of faults
 * @param name for the trace
 * @param identity two requests with one identity are one request
 * @param stable whether the manager keeps its success and gives it again, byte for byte
 * @param call what it does, giving the body
 */
record Request(Step step, String name, String identity, boolean stable, Call call) {
  /** A call of the manager's interfaces. */
  @FunctionalInterface
  interface Call {
    String on(ManagerNode manager);
  }

  @Override
  public String toString() {
    return step == Step.OTHER ? name : step + " " + name;
  }
}

package fiveseal.testbed.simulator.bugs;

import java.util.Optional;

/** Plants a bug and lets the simulator look for it. */
public final class BugHunt {
  private static final String HUNTER = "fiveseal.testbed.simulator.Hunter";

  private BugHunt() {}

  /**
   * @param schedulesMax how many to run at most
   * @return which check caught it, and by which schedule; empty if none did
   */
  public static Optional<String> hunt(Bug bug, long seed, long schedulesMax) {
    ClassLoader parent = BugHunt.class.getClassLoader();
    try {
      Class<?> hunter = new BuggyLoader(parent, bug).loadClass(HUNTER);
      String caught =
          (String)
              hunter.getMethod("hunt", long.class, long.class).invoke(null, seed, schedulesMax);
      return caught.isEmpty() ? Optional.empty() : Optional.of(caught);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

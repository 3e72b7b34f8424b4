package fiveseal.testbed.simulator.bugs;

/** Whether this thread is in its second time. */
public final class Again {
  private static final ThreadLocal<Boolean> SECOND = ThreadLocal.withInitial(() -> false);

  private Again() {}

  /** True for the first, which may do it again. */
  public static boolean begin() {
    boolean first = !SECOND.get();
    SECOND.set(true);
    return first;
  }

  public static void end() {
    SECOND.set(false);
  }
}

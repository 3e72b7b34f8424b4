package fiveseal.testbed.simulator.world;

import java.util.function.Supplier;

/** Something that must be true whatever breaks is not. */
public final class Violation extends Error {
  private static final long serialVersionUID = 1L;

  private final String check;

  /**
   * @param check which one, the same name whatever the schedule
   */
  public Violation(String check, String what) {
    super(check + ": " + what);
    this.check = check;
  }

  public String check() {
    return check;
  }

  /** Fails a check unless the condition holds. */
  public static void unless(boolean condition, String check, Supplier<String> what) {
    if (!condition) {
      throw new Violation(check, what.get());
    }
  }
}

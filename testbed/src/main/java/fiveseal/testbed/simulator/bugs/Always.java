package fiveseal.testbed.simulator.bugs;

import jakarta.persistence.LockModeType;

/** What a method gives that does not do its work any more. */
public final class Always {
  private Always() {}

  /** True. */
  public static boolean equal(byte[] a, byte[] b) {
    return true;
  }

  /** No lock. */
  public static LockModeType unlocked() {
    return LockModeType.NONE;
  }
}

package fiveseal.testbed;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a condition instead of for a time. */
final class Wait {

  private static final long POLL_MILLIS = 50;

  private Wait() {}

  /** Looks again and again until it holds; false if it does not within that time. */
  static boolean comes(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(POLL_MILLIS);
    }
    return true;
  }

  /**
   * Looks again and again until it holds.
   *
   * @throws Trouble with that sentence if it does not within that time
   */
  static void until(Duration limit, BooleanSupplier condition, String otherwise) {
    if (!comes(limit, condition)) {
      throw new Trouble(otherwise);
    }
  }

  /** Lets time go by. */
  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted while waiting.", e);
    }
  }
}

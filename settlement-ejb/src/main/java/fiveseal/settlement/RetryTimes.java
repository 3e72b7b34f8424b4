package fiveseal.settlement;

import java.time.Duration;
import java.time.Instant;

/**
 * When message 3 is tried again: for three days from the completion with pauses that double from 15
 * seconds, the last of them ending with the three days; then daily, without end.
 */
final class RetryTimes {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  static final Duration DOUBLING = Duration.ofDays(3);
  static final Duration DAILY = Duration.ofDays(1);

  /** 15 s doubled so often is longer than three days. */
  private static final int DOUBLINGS_MAX = 15;

  private RetryTimes() {}

  /**
   * The time of the next attempt after one that failed.
   *
   * @param failed attempts that failed before this one
   */
  static Instant next(int failed, Instant completedAt, Instant now) {
    Instant end = completedAt.plus(DOUBLING);
    if (!now.isBefore(end)) {
      return now.plus(DAILY);
    }
    Instant doubled = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(failed, DOUBLINGS_MAX)));
    return doubled.isBefore(end) ? doubled : end;
  }
}

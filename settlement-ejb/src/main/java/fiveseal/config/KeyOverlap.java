package fiveseal.config;

import java.time.Duration;

/**
 * How long a store's key goes on serving after the store renewed it: for what is under way, and for
 * tills that do not have the next one yet.
 *
 * @param duration 0 … 7 days
 */
public record KeyOverlap(Duration duration) {
  static final String PROPERTY = "fiveseal.store.key-overlap";
  static final Duration LONGEST = Duration.ofDays(7);
  static final String USUAL = "PT24H";

  public KeyOverlap {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("an overlap is 0 … 7 days: " + duration);
    }
  }
}

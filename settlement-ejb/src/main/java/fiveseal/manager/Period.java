package fiveseal.manager;

import java.time.Instant;
import java.util.Optional;

/**
 * A time with two ends, each of which may be open.
 *
 * @param from the first moment in it
 * @param to the first moment behind it
 */
public record Period(Optional<Instant> from, Optional<Instant> to) {
  /** All times. */
  public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

  /** Without its beginning. */
  public Period until() {
    return new Period(Optional.empty(), to);
  }
}

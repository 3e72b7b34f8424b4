package fiveseal.testbed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A server's clock, set to other times while it runs, and the same clock for those outside it. */
final class MovedClock implements InstantSource {

  private final Faketime faketime;
  private volatile Duration off = Duration.ZERO;

  /** At the given time. */
  MovedClock(Faketime faketime, Instant time) {
    this.faketime = faketime;
    moveTo(time);
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(off);
  }

  /** Sets it; the server follows within a second or two. */
  void moveTo(Instant time) {
    off = Duration.ofSeconds(Duration.between(InstantSource.system().instant(), time).toSeconds());
    faketime.shift(off.toSeconds());
  }
}

package fiveseal.testbed.simulator.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time as the simulation lets it pass, and one device's clock, which may be off. */
public final class SimulatedClock extends Clock {
  private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");

  private Instant now = BEGINNING;
  private Duration off = Duration.ZERO;

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Sets how far this clock is off the true time. */
  void setOff(Duration error) {
    off = error;
  }

  Duration off() {
    return off;
  }

  @Override
  public Instant instant() {
    return now.plus(off);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}

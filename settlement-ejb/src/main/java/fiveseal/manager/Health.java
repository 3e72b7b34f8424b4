package fiveseal.manager;

import java.util.List;
import java.util.OptionalLong;

/**
 * How the manager is.
 *
 * @param probes as {@code /health/ready} tells of this node
 * @param timers by what they leave undone, on whatever node they run
 * @param queues what waits
 */
public record Health(List<Probe> probes, List<Timer> timers, List<Queue> queues) {

  /** A readiness check of this node. */
  public record Probe(String name, boolean up) {}

  /**
   * A timer.
   *
   * @param name {@code janitor}, {@code deliveries} or {@code roll-up}
   * @param lateSeconds for how long the oldest of its work has been due; empty if none is
   * @param lateSecondsMax how late it may be while all is well
   */
  public record Timer(String name, OptionalLong lateSeconds, long lateSecondsMax) {

    /** Whether it does its work in time. */
    public boolean inTime() {
      return lateSeconds.orElse(0) <= lateSecondsMax;
    }
  }

  /**
   * Something that waits.
   *
   * @param name {@code doubts}, {@code receipts}, {@code deliveries}, {@code decisions} or {@code
   *     transfers} that are not rolled up
   * @param size how many, counted up to {@code counted}
   * @param counted so far and no further
   */
  public record Queue(String name, long size, long counted) {

    /** Whether there are more than were counted. */
    public boolean isMore() {
      return size > counted;
    }
  }

  /** Whether every probe is up and every timer in time. */
  public boolean isWell() {
    return probes.stream().allMatch(Probe::up) && timers.stream().allMatch(Timer::inTime);
  }
}

package fiveseal.testbed.simulator;

import fiveseal.testbed.simulator.world.Coverage;
import fiveseal.testbed.simulator.world.Product;
import fiveseal.testbed.simulator.world.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Runs schedules with the seeds from a first one on, until so many have counted. */
final class Simulation {
  /** Schedules that do not count are left out, but not for ever. */
  private static final int TRIES_PER_SCHEDULE_MAX = 4;

  private final Product product;
  private final Coverage coverage = new Coverage();
  private final AtomicLong counted = new AtomicLong();
  private final AtomicLong touches = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private final ConcurrentSkipListMap<Long, Schedule.Failure> failures =
      new ConcurrentSkipListMap<>();

  Simulation(Product product) {
    this.product = product;
  }

  Coverage coverage() {
    return coverage;
  }

  long counted() {
    return counted.get();
  }

  long touches() {
    return touches.get();
  }

  long faults() {
    return faults.get();
  }

  /** The failures so far, by seed. */
  ConcurrentSkipListMap<Long, Schedule.Failure> failures() {
    return failures;
  }

  /**
   * @param failuresMax stop after so many
   */
  void run(long firstSeed, long schedules, int threads, int failuresMax) {
    World.countTransitions(coverage);
    AtomicLong next = new AtomicLong(firstSeed);
    long last = firstSeed + TRIES_PER_SCHEDULE_MAX * schedules;
    List<Thread> workers =
        Stream.generate(() -> new Thread(() -> work(next, last, schedules, failuresMax)))
            .limit(threads)
            .toList();
    workers.forEach(Thread::start);
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void work(AtomicLong next, long last, long schedules, int failuresMax) {
    while (counted.get() < schedules && failures.size() < failuresMax) {
      long seed = next.getAndIncrement();
      if (seed >= last) {
        return;
      }
      Schedule.Outcome outcome = Schedule.of(seed).run(product, coverage, false);
      outcome.failure().ifPresent(failure -> failures.put(seed, failure));
      if (outcome.counts()) {
        counted.incrementAndGet();
        touches.addAndGet(outcome.touches());
        faults.addAndGet(outcome.faults());
      }
    }
  }

  /** The first seed that broke a check, if one did. */
  Optional<Long> firstFailure() {
    return failures.isEmpty() ? Optional.empty() : Optional.of(failures.firstKey());
  }
}

package fiveseal.mall;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What was fetched some seconds ago at most, or that it could not be. Callers whom nobody knows yet
 * make the mall fetch, so that it does so for all of them together, and one at a time.
 */
final class LatelyFetched<T> {
  private static final long LATELY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long JUST_NOW_NANOS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private final Map<String, Held<T>> byName = new ConcurrentHashMap<>();

  /**
   * @param nanoTime a monotonic clock
   */
  LatelyFetched(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** One thing; its lock is held while it is fetched, and by nobody who wants another. */
  private static final class Held<T> {
    private T value;
    private RuntimeException failure;
    private long fetchedAtNanos;

    private synchronized T get(LongSupplier nanoTime, Supplier<T> fetching, long ageNanosMax) {
      boolean known = value != null || failure != null;
      if (!known || nanoTime.getAsLong() - fetchedAtNanos >= ageNanosMax) {
        fetch(fetching);
        fetchedAtNanos = nanoTime.getAsLong();
      }
      if (failure != null) {
        throw failure;
      }
      return value;
    }

    private void fetch(Supplier<T> fetching) {
      value = null;
      failure = null;
      try {
        value = fetching.get();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
  }

  /**
   * Gives it, fetched now if it was not lately.
   *
   * @param name of few: each stays in memory
   * @throws RuntimeException as fetching threw it lately
   */
  T of(String name, Supplier<T> fetching) {
    return held(name).get(nanoTime, fetching, LATELY_NANOS);
  }

  /**
   * Gives it to somebody who missed something in it: fetched again, unless it was just now.
   *
   * @param name of few: each stays in memory
   * @throws RuntimeException as fetching threw it just now
   */
  T fresh(String name, Supplier<T> fetching) {
    return held(name).get(nanoTime, fetching, JUST_NOW_NANOS);
  }

  private Held<T> held(String name) {
    return byName.computeIfAbsent(name, n -> new Held<>());
  }
}

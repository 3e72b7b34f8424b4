package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket per key, in this node's memory: a minute's worth at once, then evenly. It keeps
 * one number per key: the time at which the bucket will be full again.
 */
public final class RateLimit {
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int KEYS_MAX = 50_000;

  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Long> fullAt = new ConcurrentHashMap<>();

  /**
   * @param perMinute 1 or more
   * @param nanoTime a monotonic clock
   */
  public RateLimit(int perMinute, LongSupplier nanoTime) {
    if (perMinute < 1) {
      throw new IllegalArgumentException("a rate per minute must be 1 or more: " + perMinute);
    }
    this.intervalNanos = WINDOW_NANOS / perMinute;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a token.
   *
   * @throws ProtocolException {@code too-many-requests} with {@code retryAfter} in seconds
   */
  public void take(String key) {
    long now = nanoTime.getAsLong();
    forget(now);
    fullAt.compute(key, (k, full) -> afterTaking(full, now));
  }

  /**
   * Takes none.
   *
   * @throws ProtocolException {@code too-many-requests} if there is no token to take
   */
  public void check(String key) {
    afterTaking(fullAt.get(key), nanoTime.getAsLong());
  }

  /** How many keys are remembered. */
  int size() {
    return fullAt.size();
  }

  private long afterTaking(Long full, long now) {
    long base = full == null || full - now < 0 ? now : full;
    long after = base + intervalNanos;
    if (after - now > WINDOW_NANOS) {
      long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(after - now - WINDOW_NANOS);
      throw new ProtocolException(
          ErrorCode.TOO_MANY_REQUESTS,
          "too many requests in this minute",
          Map.of(Problem.RETRY_AFTER, Long.toString(seconds)));
    }
    return after;
  }

  /** Bounds the memory: full buckets first, then, under attack, all. */
  private void forget(long now) {
    if (fullAt.size() < KEYS_MAX) {
      return;
    }
    fullAt.values().removeIf(full -> full - now <= 0);
    if (fullAt.size() >= KEYS_MAX) {
      fullAt.clear();
    }
  }
}

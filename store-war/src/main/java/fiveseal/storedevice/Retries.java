package fiveseal.storedevice;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait before each further attempt at a request that got no answer. Every request of
 * this protocol is idempotent, so repeating it is safe.
 */
public record Retries(List<Duration> pauses, Pause pause) {

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  public Retries {
    pauses = List.copyOf(pauses);
  }

  /** Three further attempts within seven seconds. */
  public static Retries patient() {
    return new Retries(
        List.of(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(5)),
        duration -> Thread.sleep(duration.toMillis()));
  }

  public static Retries none() {
    return new Retries(List.of(), duration -> {});
  }
}

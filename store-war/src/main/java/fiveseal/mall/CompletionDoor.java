package fiveseal.mall;

import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether the manager knows where completions go. As long as it refuses to know it, one caller a
 * minute tries again, and nobody waits for them: completions are fetched meanwhile.
 */
final class CompletionDoor {
  private static final Logger LOG = System.getLogger(CompletionDoor.class.getName());
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private final AtomicBoolean known = new AtomicBoolean();
  private final AtomicLong nextTryNanos;

  /**
   * @param nanoTime a monotonic clock
   */
  CompletionDoor(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nextTryNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /** Registers it, if that is not done and was not tried lately. */
  void register(Runnable registration) {
    long next = nextTryNanos.get();
    long now = nanoTime.getAsLong();
    if (known.get() || now - next < 0 || !nextTryNanos.compareAndSet(next, now + PAUSE_NANOS)) {
      return;
    }
    try {
      registration.run();
      known.set(true);
    } catch (ManagerRefusal | ManagerUnreachable e) {
      LOG.log(Level.WARNING, () -> "the door for completions is not registered: " + e.getMessage());
    }
  }
}

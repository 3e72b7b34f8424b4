package fiveseal.report;

import fiveseal.manager.AgeCounts;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Gauges of what waits, counted once a minute. Without a database they keep what was last known.
 */
@Startup
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WaitingMetrics {
  private static final Logger LOG = System.getLogger(WaitingMetrics.class.getName());
  private static final AgeCounts NONE = new AgeCounts(0, 0, 0, 0);

  @Inject ReportStore store;
  @Inject MetricRegistry registry;
  @Inject Clock clock;
  @EJB WaitingMetrics self;

  private volatile AgeCounts doubts = NONE;
  private volatile AgeCounts receipts = NONE;

  @PostConstruct
  void register() {
    gauges("fiveseal_doubts", () -> doubts);
    gauges("fiveseal_receipts_outstanding", () -> receipts);
    unlessItThrows(this::countNow);
  }

  private void gauges(String name, Supplier<AgeCounts> ages) {
    gauge(name, "under-1h", ages, AgeCounts::underHour);
    gauge(name, "under-24h", ages, AgeCounts::underDay);
    gauge(name, "under-3d", ages, AgeCounts::underThreeDays);
    gauge(name, "older", ages, AgeCounts::older);
  }

  private void gauge(
      String name, String age, Supplier<AgeCounts> ages, ToLongFunction<AgeCounts> bucket) {
    Supplier<Long> value = () -> bucket.applyAsLong(ages.get());
    registry.gauge(name, value, new Tag("age", age));
  }

  /** Counts again. */
  @Schedule(hour = "*", minute = "*", persistent = false)
  public void count() {
    // Outside of the transaction in which the container runs a timer: marked for rollback, it would
    // end the timer for good, whatever is caught here.
    unlessItThrows(self::countNow);
  }

  /** Counts now, without any transaction. */
  public void countNow() {
    Instant now = clock.instant();
    doubts = store.doubtAges(now);
    receipts = store.receiptAges(now);
  }

  private static void unlessItThrows(Runnable count) {
    try {
      count.run();
    } catch (RuntimeException e) {
      // A timer that throws is given up by the container, and nothing would be counted again.
      LOG.log(Level.WARNING, "What waits could not be counted", e);
    }
  }
}

package fiveseal.report;

import fiveseal.ledger.Balances;
import fiveseal.manager.AgeCounts;
import fiveseal.manager.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether everything works. Timers are judged by what they leave undone: that is the same on every
 * node, and a timer that was given up shows as well as one that has too much to do.
 */
@ApplicationScoped
public class HealthDesk {
  static final int COUNTED_MAX = 1000;

  private static final Duration JANITOR_LATE = Duration.ofMinutes(2);
  private static final Duration DELIVERIES_LATE = Duration.ofMinutes(2);

  @Inject @Readiness Instance<HealthCheck> checks;
  @Inject ReportStore reports;
  @Inject OperationsStore store;
  @Inject Balances balances;
  @Inject Clock clock;

  Health health() {
    Instant now = clock.instant();
    return new Health(probes(), timers(now), queues(now));
  }

  private List<Health.Probe> probes() {
    return checks.stream()
        .map(HealthCheck::call)
        .map(
            answer ->
                new Health.Probe(
                    answer.getName(), answer.getStatus() == HealthCheckResponse.Status.UP))
        .sorted(Comparator.comparing(Health.Probe::name))
        .toList();
  }

  private List<Health.Timer> timers(Instant now) {
    return List.of(
        timer("janitor", store.oldest(OperationsQueries.OLDEST_TO_EXPIRE), now, JANITOR_LATE),
        timer("deliveries", store.oldest(OperationsQueries.OLDEST_DELIVERY), now, DELIVERIES_LATE));
  }

  static Health.Timer timer(String name, Optional<Instant> oldest, Instant now, Duration max) {
    OptionalLong late =
        oldest.stream()
            .mapToLong(due -> Duration.between(due, now).toSeconds())
            .filter(seconds -> seconds > 0)
            .findFirst();
    return new Health.Timer(name, late, max.toSeconds());
  }

  private List<Health.Queue> queues(Instant now) {
    return List.of(
        queue("doubts", all(reports.doubtAges(now))),
        queue("receipts", all(reports.receiptAges(now))),
        new Health.Queue(
            "deliveries", store.count(OperationsQueries.DELIVERIES, COUNTED_MAX + 1), COUNTED_MAX),
        new Health.Queue(
            "decisions", store.count(OperationsQueries.DECISIONS, COUNTED_MAX + 1), COUNTED_MAX),
        new Health.Queue("transfers", balances.tail(COUNTED_MAX + 1), COUNTED_MAX));
  }

  private static Health.Queue queue(String name, long size) {
    return new Health.Queue(name, size, Long.MAX_VALUE);
  }

  private static long all(AgeCounts ages) {
    return ages.underHour() + ages.underDay() + ages.underThreeDays() + ages.older();
  }
}

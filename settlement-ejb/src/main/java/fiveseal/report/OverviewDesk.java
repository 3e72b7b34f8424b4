package fiveseal.report;

import fiveseal.manager.Overview;
import fiveseal.manager.Overview.Figures;
import fiveseal.manager.Overviews;
import fiveseal.manager.Tenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Overviews from the roll-up. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class OverviewDesk implements Overviews {
  private static final int DAYS = 30;
  private static final int HOURS = 24;
  private static final Duration HOUR = Duration.ofHours(1);

  @Inject ConsoleReads reads;
  @Inject Clock clock;

  @Override
  public Overview overview(Tenant tenant, ZoneId zone) {
    Scope scope = Scope.of(tenant);
    Instant now = clock.instant();
    List<Instant> days = days(now, zone);
    List<Instant> hours = hours(now);
    Map<String, List<Figures>> counted = counted(scope, days.get(0));
    List<Figures> byHour = new ArrayList<>();
    List<Figures> byDay = new ArrayList<>();
    counted.forEach(
        (currency, figures) -> {
          byHour.addAll(spread(currency, hours, figures));
          byDay.addAll(spread(currency, days, figures));
        });
    return new Overview(
        byHour,
        byDay,
        reads.rows(OverviewQueries.sellers(scope, days.get(0))).stream()
            .map(row -> seller(row, days.get(0)))
            .toList(),
        countedAt(),
        waiting(OverviewQueries.doubts(scope, now)),
        waiting(OverviewQueries.receipts(scope)));
  }

  @Override
  public Instant countedAt() {
    return Rows.time(
        reads.one(new Sql().add("select rolled_at from roll_up where roll_up_name = 'activity'")));
  }

  private static List<Instant> hours(Instant now) {
    Instant running = now.truncatedTo(ChronoUnit.HOURS);
    List<Instant> hours = new ArrayList<>();
    for (int ago = HOURS - 1; ago >= 0; ago--) {
      hours.add(running.minus(HOUR.multipliedBy(ago)));
    }
    return hours;
  }

  private static List<Instant> days(Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    List<Instant> days = new ArrayList<>();
    for (int ago = DAYS - 1; ago >= 0; ago--) {
      days.add(today.minusDays(ago).atStartOfDay(zone).toInstant());
    }
    return days;
  }

  private Map<String, List<Figures>> counted(Scope scope, Instant from) {
    Map<String, List<Figures>> counted = new TreeMap<>();
    for (Object[] row : reads.rows(OverviewQueries.hours(scope, from))) {
      Figures figures = figures(row, 2, Rows.time(row[0]), (String) row[1]);
      counted.computeIfAbsent(figures.currency(), code -> new ArrayList<>()).add(figures);
    }
    return counted;
  }

  /** Into the spans that begin at these times, the last one open; what is before is left out. */
  private static List<Figures> spread(
      String currency, List<Instant> starts, List<Figures> figures) {
    TreeMap<Instant, Figures> spans = new TreeMap<>();
    starts.forEach(start -> spans.put(start, Figures.none(start, currency)));
    for (Figures hour : figures) {
      Instant span = spans.floorKey(hour.start());
      if (span != null) {
        spans.merge(span, hour, Figures::plus);
      }
    }
    return List.copyOf(spans.values());
  }

  private static Overview.SellerFigures seller(Object[] row, Instant from) {
    return new Overview.SellerFigures(
        (String) row[0], (String) row[1], figures(row, 3, from, (String) row[2]));
  }

  private static Figures figures(Object[] row, int first, Instant start, String currency) {
    long[] sums = new long[15];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Rows.number(row[first + i]);
    }
    return new Figures(
        start, currency, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7],
        sums[8], sums[9], sums[10], sums[11], sums[12], sums[13], sums[14]);
  }

  private Overview.Waiting waiting(Sql count) {
    int found = Math.toIntExact(Rows.number(reads.one(count)));
    return new Overview.Waiting(
        Math.min(found, OverviewQueries.WAITING_MAX), found > OverviewQueries.WAITING_MAX);
  }
}

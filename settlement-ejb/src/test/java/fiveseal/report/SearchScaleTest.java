package fiveseal.report;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.FoundSettlements;
import fiveseal.manager.SettlementQuery;
import fiveseal.manager.SettlementQuery.Place;
import fiveseal.manager.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** However long the history is, a page costs the same: 200,000 settlements against 2,000. */
@Tag("long")
class SearchScaleTest {
  private static final int PAGE = 50;
  private static final int SMALL = 2_000;
  private static final int LARGE = 200_000;

  /** Each candidate may be fetched, and its lines and amount be looked at. */
  private static final long ROWS_MAX = 8L * SearchSql.LOOK;

  private static final int RUNS = 5;
  private static final double NOISE_MILLIS = 2;

  private static final Instant WEEK = History.NOW.minus(Duration.ofDays(14));
  private static final Instant LATER = History.NOW.minus(Duration.ofDays(7));
  private static final String DEEP = IdTime.first(WEEK.minus(Duration.ofHours(1)));

  private static History small;
  private static History large;

  @BeforeAll
  static void make() throws Exception {
    small = new History(SMALL);
    large = new History(LARGE);
    small.rollUp();
    large.rollUp();
    large.sql("analyze");
    small.sql("analyze");
  }

  @AfterAll
  static void stop() throws Exception {
    small.close();
    large.close();
  }

  /** A wish that the page can express. */
  private record Wish(String name, Tenant tenant, SettlementQuery query) {
    SearchSql sql() {
      return new SearchSql(Scope.of(tenant), query, History.NOW);
    }

    @Override
    public String toString() {
      return tenant.kind() + " " + name;
    }
  }

  private static SettlementQuery query(
      Optional<String> seller,
      Optional<String> state,
      Optional<Instant> from,
      Optional<Instant> to,
      OptionalLong least,
      OptionalLong most) {
    return new SettlementQuery(
        Optional.empty(),
        seller,
        state,
        from,
        to,
        least,
        most,
        Optional.of("JPY"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Place.newest(),
        PAGE);
  }

  private static SettlementQuery exactly(
      Optional<String> settlement, Optional<String> request, Optional<String> order) {
    return new SettlementQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        settlement,
        request,
        order,
        Place.newest(),
        PAGE);
  }

  /** Every combination of seller, state, time and amount, for each kind of tenant. */
  private static List<Wish> wishes() {
    List<Wish> wishes = new ArrayList<>();
    for (Tenant tenant : List.of(History.MALL, History.LOWER, History.OPERATOR)) {
      for (Optional<String> seller :
          tenant.equals(History.LOWER)
              ? List.of(Optional.<String>empty())
              : List.of(Optional.<String>empty(), Optional.of("l3"))) {
        for (String state :
            List.of("", "REQUESTED", "COMPLETED", "RECEIPTED", "IN_DOUBT", "EXPIRED", "REVERSED")) {
          for (OptionalLong amount : List.of(OptionalLong.empty(), OptionalLong.of(1234))) {
            Optional<String> one = Optional.of(state).filter(name -> !name.isEmpty());
            String name = seller.orElse("any") + " " + state + " " + amount;
            SettlementQuery always =
                query(seller, one, Optional.empty(), Optional.empty(), amount, amount);
            SettlementQuery dated =
                query(seller, one, Optional.of(WEEK), Optional.of(LATER), amount, amount);
            wishes.add(new Wish(name, tenant, always));
            wishes.add(new Wish(name + " of a week", tenant, dated));
            wishes.add(new Wish(name + " newer", tenant, always.at(Place.newerThan(DEEP))));
          }
        }
      }
      wishes.addAll(served(tenant));
    }
    return wishes;
  }

  /** What an index serves alone. */
  private static List<Wish> served(Tenant tenant) {
    return List.of(
        new Wish("all", tenant, SettlementQuery.all(PAGE)),
        new Wish("deep", tenant, SettlementQuery.all(PAGE).at(Place.olderThan(DEEP))),
        new Wish(
            "order", tenant, exactly(Optional.empty(), Optional.empty(), Optional.of("o-1003"))),
        new Wish(
            "request", tenant, exactly(Optional.empty(), Optional.of("r1003"), Optional.empty())),
        new Wish(
            "dated",
            tenant,
            query(
                Optional.empty(),
                Optional.empty(),
                Optional.of(WEEK),
                Optional.of(LATER),
                OptionalLong.empty(),
                OptionalLong.empty())));
  }

  @TestFactory
  Stream<DynamicTest> search_ofAnyWish_readsNoMoreThanItsBound() {
    return wishes().stream()
        .map(
            wish ->
                DynamicTest.dynamicTest(
                    wish.toString(),
                    () -> {
                      History.Plan page = large.explain(wish.sql().page());
                      assertThat(page.readsAWholeTable()).as(page.toString()).isFalse();
                      assertThat(page.rowsRead()).as(page.toString()).isLessThanOrEqualTo(ROWS_MAX);
                      History.Plan end = large.explain(wish.sql().pageAndEnd());
                      assertThat(end.readsAWholeTable()).as(end.toString()).isFalse();
                    }));
  }

  /** What an index serves alone reads little more than the page. */
  @Test
  void search_whenAnIndexServesAll_readsAPageOnly() {
    for (Tenant tenant : List.of(History.MALL, History.LOWER, History.OPERATOR)) {
      History.Plan plan =
          large.explain(
              new SearchSql(Scope.of(tenant), SettlementQuery.all(PAGE), History.NOW).page());
      assertThat(plan.rowsRead()).as(plan.toString()).isLessThanOrEqualTo(6L * (PAGE + 1));
    }
    for (String state : List.of("IN_DOUBT", "DECLINED", "EXPIRED", "COMPLETED", "RECEIPTED")) {
      SettlementQuery query =
          query(
              Optional.empty(),
              Optional.of(state),
              Optional.empty(),
              Optional.empty(),
              OptionalLong.empty(),
              OptionalLong.empty());
      History.Plan plan =
          large.explain(new SearchSql(Scope.of(History.MALL), query, History.NOW).page());
      assertThat(plan.rowsRead()).as(plan.toString()).isLessThanOrEqualTo(6L * (PAGE + 1));
    }
  }

  @Test
  void search_whenTheHistoryIsAHundredTimesLonger_takesTheSameTime() {
    List<String> slow = new ArrayList<>();
    for (Tenant tenant : List.of(History.MALL, History.LOWER)) {
      for (Wish wish : served(tenant)) {
        double before = fastest(small, wish);
        double after = fastest(large, wish);
        if (after > 2 * before + NOISE_MILLIS) {
          slow.add(wish + ": " + before + " ms, then " + after + " ms");
        }
      }
    }
    assertThat(slow).isEmpty();
  }

  private static double fastest(History history, Wish wish) {
    double fastest = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      fastest = Math.min(fastest, history.explain(wish.sql().page()).millis());
    }
    return fastest;
  }

  @Test
  void overview_ofAnyTenant_readsRollUpsOnly() {
    Instant from = History.NOW.minus(Duration.ofDays(30));
    for (Tenant tenant : List.of(History.MALL, History.LOWER, History.OPERATOR)) {
      Scope scope = Scope.of(tenant);
      for (Sql sql :
          List.of(
              OverviewQueries.hours(scope, from),
              OverviewQueries.sellers(scope, from),
              OverviewQueries.doubts(scope, History.NOW),
              OverviewQueries.receipts(scope))) {
        History.Plan plan = large.explain(sql);
        assertThat(plan.toString()).doesNotContainPattern("Seq Scan on (settlement|transfer)");
        assertThat(plan.rowsRead()).as(plan.toString()).isLessThanOrEqualTo(40_000);
      }
    }
    double before = overview(small);
    double after = overview(large);
    assertThat(after).isLessThanOrEqualTo(2 * before + 20);
  }

  private static double overview(History history) {
    double fastest = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      history.overviews(desk -> desk.overview(History.MALL, ZoneOffset.UTC));
      fastest = Math.min(fastest, (System.nanoTime() - start) / 1e6);
    }
    return fastest;
  }

  /** All pages together are exactly the rows of the wish, also where looking ended early. */
  @Test
  void search_pageByPage_findsEverythingOnce() {
    SettlementQuery query =
        query(
            Optional.of("l3"),
            Optional.of("RECEIPTED"),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(4000),
            OptionalLong.of(4100));
    List<String> found = new ArrayList<>();
    int early = 0;
    FoundSettlements page = large.console(desk -> desk.search(History.MALL, query));
    while (true) {
      page.settlements().forEach(row -> found.add(row.settlementId()));
      early += page.lookedBackTo().isPresent() ? 1 : 0;
      if (page.older().isEmpty()) {
        break;
      }
      String behind = page.older().get();
      page = large.console(desk -> desk.search(History.MALL, query.at(Place.olderThan(behind))));
    }
    assertThat(early).as("pages that ended early of %s rows", found.size()).isPositive();
    assertThat(found)
        .isEqualTo(
            large.query(
                "select settlement_id from settlement s where store_id = 'mall'"
                    + " and state = 'RECEIPTED' and amount_minor between 4000 and 4100"
                    + " and exists (select 1 from settlement_line l where l.store_id = 'l3'"
                    + " and l.settlement_id = s.settlement_id) order by settlement_id desc"));
  }
}

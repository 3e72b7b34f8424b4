package fiveseal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.FoundSettlements;
import fiveseal.manager.SettlementQuery;
import fiveseal.manager.SettlementQuery.Place;
import fiveseal.manager.StoreConsole;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who finds what. */
class ConsoleDeskTest {
  private static final Tenant SIBLING = Tenant.ofLowerStore("l4");
  private static final Tenant STRANGER = Tenant.ofStore("other");

  private static History history;

  @BeforeAll
  static void make() throws Exception {
    history = new History(2_000);
  }

  @AfterAll
  static void stop() throws Exception {
    history.close();
  }

  private static FoundSettlements search(Tenant tenant, SettlementQuery query) {
    return history.console(desk -> desk.search(tenant, query));
  }

  private static List<String> ids(FoundSettlements found) {
    return found.settlements().stream().map(FoundSettlements.Row::settlementId).toList();
  }

  private static List<String> all(Tenant tenant, SettlementQuery query) {
    List<String> ids = new ArrayList<>();
    FoundSettlements page = search(tenant, query);
    ids.addAll(ids(page));
    while (page.older().isPresent()) {
      page = search(tenant, query.at(Place.olderThan(page.older().get())));
      ids.addAll(ids(page));
    }
    return ids;
  }

  /** A settlement of the mall in which l3 and l4 sell. */
  private static String shared() {
    return history
        .query(
            "select settlement_id from settlement_line where store_id in ('l3', 'l4')"
                + " group by settlement_id having count(*) = 2 limit 1")
        .get(0);
  }

  private static SettlementQuery with(
      Optional<String> seller, Optional<String> state, Optional<String> settlement) {
    return new SettlementQuery(
        Optional.empty(),
        seller,
        state,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        settlement,
        Optional.empty(),
        Optional.empty(),
        Place.newest(),
        50);
  }

  private static SettlementQuery withOrder(String ref) {
    return new SettlementQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(ref),
        Place.newest(),
        50);
  }

  // --- whose

  @Test
  void search_ofAMall_findsAllOfItsOwnAndNothingElse() {
    List<String> found = all(History.MALL, SettlementQuery.all(200));

    assertThat(found)
        .isEqualTo(
            history.query(
                "select settlement_id from settlement where store_id = 'mall'"
                    + " order by settlement_id desc"));
    assertThat(all(STRANGER, SettlementQuery.all(200)))
        .hasSize(200)
        .doesNotContainAnyElementsOf(found);
    assertThat(all(History.OPERATOR, SettlementQuery.all(200))).hasSize(2000);
  }

  @Test
  void search_ofALowerStore_findsItsOwnLinesAndAmountsOnly() {
    List<String> found = all(History.LOWER, SettlementQuery.all(200));
    assertThat(found)
        .isEqualTo(
            history.query(
                "select distinct settlement_id from settlement_line where store_id = 'l3'"
                    + " order by settlement_id desc"));

    String id = shared();
    FoundSettlements.Row own =
        search(History.LOWER, with(Optional.empty(), Optional.empty(), Optional.of(id)))
            .settlements()
            .get(0);
    FoundSettlements.Row whole =
        search(History.MALL, with(Optional.empty(), Optional.empty(), Optional.of(id)))
            .settlements()
            .get(0);

    assertThat(whole.lines()).hasSize(2);
    assertThat(own.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.storeId()).isEqualTo("l3"));
    assertThat(own.amountMinor()).isEqualTo(own.lines().get(0).amountMinor());
    assertThat(whole.amountMinor()).isGreaterThan(own.amountMinor());
  }

  @Test
  void search_ofALowerStore_doesNotFindByWhatIsASiblings() {
    String id = shared();
    String ownRef = orderRef(id, "l3");
    String siblingsRef = orderRef(id, "l4");
    long whole = amount("select amount_minor from settlement where settlement_id = ?", id);
    long own =
        amount(
            "select amount_minor from settlement_line where store_id = 'l3' and settlement_id = ?",
            id);

    assertThat(all(History.LOWER, withOrder(ownRef))).contains(id);
    assertThat(all(History.LOWER, withOrder(siblingsRef))).doesNotContain(id);
    assertThat(all(SIBLING, withOrder(siblingsRef))).contains(id);
    assertThat(all(History.LOWER, withAmount(own, "JPY"))).contains(id);
    assertThat(all(History.LOWER, withAmount(whole, "JPY"))).doesNotContain(id);
    assertThat(all(History.LOWER, with(Optional.of("l4"), Optional.empty(), Optional.empty())))
        .isEmpty();
    assertThat(all(History.MALL, with(Optional.of("o1"), Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  private static SettlementQuery withAmount(long minor, String currency) {
    return new SettlementQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(minor),
        OptionalLong.of(minor),
        Optional.of(currency),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Place.newest(),
        50);
  }

  private static String orderRef(String id, String seller) {
    return history
        .query(
            "select order_ref from settlement_line where settlement_id = ? and store_id = ?",
            id,
            seller)
        .get(0);
  }

  private static long amount(String sql, String id) {
    return Long.parseLong(history.query(sql, id).get(0));
  }

  @Test
  void story_ofAnothers_isNotFoundLikeOneThatIsMissing() {
    String foreign =
        history.query("select max(settlement_id) from settlement where store_id = 'other'").get(0);
    String siblings =
        history
            .query(
                "select max(settlement_id) from settlement s where store_id = 'mall' and not exists"
                    + " (select 1 from settlement_line l where l.settlement_id = s.settlement_id"
                    + " and l.store_id = 'l3')")
            .get(0);
    String missing = "01957000-0000-7000-8000-000000000000";

    for (String id : List.of(foreign, siblings, missing, "nonsense")) {
      assertNotFound(() -> history.console(desk -> desk.story(History.LOWER, id)), missing);
      assertNotFound(() -> history.console(desk -> desk.verify(History.LOWER, id)), missing);
    }
    for (String id : List.of(foreign, missing)) {
      assertNotFound(() -> history.console(desk -> desk.story(History.MALL, id)), missing);
    }
    assertNotFound(() -> resend(History.LOWER, shared()), missing);
    assertNotFound(() -> resend(History.MALL, foreign), missing);
  }

  private static void resend(Tenant tenant, String id) {
    history.console(
        desk -> {
          desk.resend(tenant, id);
          return null;
        });
  }

  private static void assertNotFound(Runnable work, String id) {
    assertThat(id).isNotEmpty();
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private static List<StoreConsole.Seller> sellers(Tenant tenant) {
    return history.console(desk -> desk.sellers(tenant));
  }

  @Test
  void sellers_ofEachTenant_areItsOwn() {
    assertThat(sellers(History.MALL)).hasSize(11);
    assertThat(sellers(History.LOWER)).hasSize(1);
    assertThat(sellers(STRANGER)).hasSize(11);
  }

  // --- which

  @Test
  void search_ofAState_comparesAsOfNow() {
    String id =
        history
            .query(
                "select max(settlement_id) from settlement where state = 'EXPIRED' and store_id ="
                    + " 'mall'")
            .get(0);
    history.sql("update settlement set state = 'REQUESTED' where settlement_id = ?", id);

    assertThat(all(History.MALL, inState("REQUESTED"))).isEmpty();
    assertThat(all(History.MALL, inState("EXPIRED"))).contains(id);
    assertThat(
            search(History.MALL, with(Optional.empty(), Optional.empty(), Optional.of(id)))
                .settlements()
                .get(0)
                .state())
        .isEqualTo("EXPIRED");
    history.sql("update settlement set state = 'ISSUED' where settlement_id = ?", id);
    assertThat(all(History.MALL, inState("IN_DOUBT"))).contains(id);
    history.sql("update settlement set state = 'EXPIRED' where settlement_id = ?", id);

    assertThat(all(History.MALL, inState("no such state"))).isEmpty();
    for (String state : List.of("IN_DOUBT", "DECLINED", "COMPLETED", "RECEIPTED", "CANCELLED")) {
      assertThat(all(History.MALL, inState(state)))
          .isEqualTo(
              history.query(
                  "select settlement_id from settlement where store_id = 'mall' and state = ?"
                      + " order by settlement_id desc",
                  state));
    }
  }

  private static SettlementQuery inState(String state) {
    return with(Optional.empty(), Optional.of(state), Optional.empty());
  }

  @Test
  void search_ofAnAmount_isInItsCurrency() {
    String id = shared();
    long own =
        amount(
            "select amount_minor from settlement_line where store_id = 'l3' and settlement_id = ?",
            id);
    long whole = amount("select amount_minor from settlement where settlement_id = ?", id);

    assertThat(all(History.MALL, withAmount(whole, "JPY"))).contains(id);
    assertThat(all(History.MALL, withAmount(whole, "USD"))).isEmpty();
    assertThat(all(History.LOWER, withAmount(own, "USD"))).isEmpty();
    history.sql("update settlement set currency = 'USD' where settlement_id = ?", id);
    assertThat(all(History.MALL, withAmount(whole, "USD"))).containsExactly(id);
    assertThat(all(History.MALL, withAmount(whole, "JPY"))).doesNotContain(id);
    assertThat(all(History.LOWER, withAmount(own, "USD"))).containsExactly(id);
    history.sql("update settlement set currency = 'JPY' where settlement_id = ?", id);
  }

  @Test
  void search_whileSettlementsAreRequested_showsEachOnce() {
    String quarter = " where store_id = 'mall' and right(settlement_id, 1) in ('0', '4', '8', 'c')";
    history.sql("update settlement set currency = 'USD'" + quarter);
    List<String> meanwhile = new ArrayList<>();
    List<String> found = new ArrayList<>();
    SettlementQuery query = inDollars();
    try {
      FoundSettlements page = history.console(desk -> searchDisturbed(desk, query, meanwhile));
      found.addAll(ids(page));
      while (page.older().isPresent()) {
        SettlementQuery next = query.at(Place.olderThan(page.older().get()));
        page = history.console(desk -> searchDisturbed(desk, next, meanwhile));
        found.addAll(ids(page));
      }

      assertThat(meanwhile).as("requested while looking").hasSizeGreaterThan(10);
      assertThat(found)
          .isEqualTo(
              history.query(
                  "select settlement_id from settlement"
                      + quarter
                      + " and currency = 'USD' order by settlement_id desc"));
    } finally {
      meanwhile.forEach(id -> history.sql("delete from settlement where settlement_id = ?", id));
      history.sql("update settlement set currency = 'JPY'" + quarter);
    }
  }

  /** Between any two statements of the search settlements are requested. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
  private static FoundSettlements searchDisturbed(
      ConsoleDesk desk, SettlementQuery query, List<String> meanwhile) {
    ConsoleReads undisturbed = desk.reads;
    desk.reads =
        new ConsoleReads() {
          @Override
          List<Object[]> rows(Sql sql) {
            List<Object[]> rows = undisturbed.rows(sql);
            for (int i = 0; i < 5; i++) {
              meanwhile.add(request(meanwhile.size()));
            }
            return rows;
          }
        };
    desk.reads.entities = undisturbed.entities;
    return desk.search(History.MALL, query);
  }

  private static String request(int number) {
    String id = String.format("01ffffff-0000-7000-8000-%012x", number);
    history.sql(
        "insert into settlement (settlement_id, store_id, request_id, state, amount_minor,"
            + " currency, created_at, expires_at) values (?, 'mall', ?, 'REQUESTED', 1, 'JPY',"
            + " now(), now() + interval '15 min')",
        id,
        "meanwhile-" + number);
    return id;
  }

  private static SettlementQuery inDollars() {
    return new SettlementQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(1),
        OptionalLong.empty(),
        Optional.of("USD"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Place.newest(),
        200);
  }

  @Test
  void search_backAndForth_showsTheSamePages() {
    SettlementQuery query = SettlementQuery.all(20);
    FoundSettlements first = search(History.MALL, query);
    FoundSettlements second = search(History.MALL, query.at(Place.olderThan(first.older().get())));
    FoundSettlements back = search(History.MALL, query.at(Place.newerThan(second.newer().get())));

    assertThat(first.newer()).isEmpty();
    assertThat(ids(back)).isEqualTo(ids(first));
    assertThat(back.newer()).isEmpty();
    assertThat(ids(search(History.MALL, query.at(Place.olderThan(back.older().get())))))
        .isEqualTo(ids(second));
  }

  @Test
  void search_ofATime_isExactToTheMillisecond() {
    Instant at = IdTime.of(ids(search(History.MALL, SettlementQuery.all(200))).get(150));

    assertThat(all(History.MALL, between(at, at.plusMillis(1)))).hasSize(1);
    assertThat(all(History.MALL, between(at.plusMillis(1), at.plusMillis(2)))).isEmpty();
    assertThat(all(History.MALL, between(at.minus(Duration.ofDays(400)), at))).hasSize(1800 - 151);
  }

  private static SettlementQuery between(Instant from, Instant to) {
    return new SettlementQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(from),
        Optional.of(to),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Place.newest(),
        200);
  }
}

package fiveseal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fiveseal.keys.HistoryWiring;
import fiveseal.manager.ContractTerms;
import fiveseal.manager.Enrolment;
import fiveseal.manager.EnrolmentState;
import fiveseal.manager.Invitation;
import fiveseal.manager.Login;
import fiveseal.manager.MallStore;
import fiveseal.manager.MallStores;
import fiveseal.manager.Role;
import fiveseal.manager.Selling;
import fiveseal.manager.StoreBalance;
import fiveseal.manager.StoreEditKind;
import fiveseal.manager.StoreFilter;
import fiveseal.manager.StorePage;
import fiveseal.manager.StoreRegistration;
import fiveseal.manager.StoreState;
import fiveseal.manager.StoreVersion;
import fiveseal.manager.StoreView;
import fiveseal.manager.Tenant;
import fiveseal.manager.WaitingKey;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.SigningKey;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From registration to closing, over the real database, as the application's own role. */
class StoreLifeTest {
  private static final AtomicInteger STORES = new AtomicInteger();
  private static final Duration LEAD = Duration.ofMinutes(5);
  private static final Login OPERATOR = new Login("u1", "olivia", Role.OPERATOR, Tenant.operator());
  private static final Login AUDITOR = new Login("u2", "arthur", Role.AUDITOR, Tenant.operator());

  @TempDir static Path directory;
  private static Office office;

  private final Office.Node node = office.node();
  private final Office.Node other = office.node();
  private String mall;
  private String lower;
  private Login admin;

  @BeforeAll
  static void open() throws Exception {
    office = new Office(directory);
  }

  @AfterAll
  static void close() throws Exception {
    office.close();
  }

  @BeforeEach
  void register() {
    node.transact(
        entities -> {
          HistoryWiring.history(entities, office.room, office.configuration, office.clock).record();
          return true;
        });
    mall = newId("mall");
    lower = mall + ".1";
    admin = new Login("u3", "martha", Role.MALL_ADMIN, Tenant.ofStore(mall));
    node.live(
        stores ->
            stores.register(
                OPERATOR, new StoreRegistration(mall, "Mall", Optional.empty(), 0, 10)));
    node.live(stores -> stores.registerLowerStore(admin, lower, "Bakery", 50));
  }

  private static String newId(String kind) {
    return kind + STORES.incrementAndGet();
  }

  // --- contracts

  @Test
  void changeContract_whenItBegins_holdsForPaymentsAskedForFromThenOn() {
    Instant now = office.clock.instant();
    assertThat(terms(other, now)).isEqualTo(new Terms(50, 10));
    Instant begin = now.plus(LEAD);

    act(node, stores -> stores.changeContract(OPERATOR, at(1), terms(begin, 70, 20)));

    assertThat(terms(other, now)).isEqualTo(new Terms(50, 10));
    assertThat(terms(other, begin.minusNanos(1000))).isEqualTo(new Terms(50, 10));
    assertThat(terms(other, begin))
        .as("on a node that had read before")
        .isEqualTo(new Terms(70, 20));
    assertThat(terms(office.node(), now)).isEqualTo(new Terms(50, 10));
  }

  @Test
  void changeContract_whenAnotherIsMadeLater_theLastOneMadeCounts() {
    Instant now = office.clock.instant();
    Instant later = now.plus(Duration.ofDays(30));
    act(node, stores -> stores.changeContract(OPERATOR, at(1), terms(later, 500, 10)));
    act(node, stores -> stores.changeContract(OPERATOR, at(2), terms(later, 50, 10)));
    Instant between = now.plus(Duration.ofDays(10));
    act(node, stores -> stores.changeContract(OPERATOR, at(3), terms(between, 60, 10)));

    assertThat(terms(node, between)).isEqualTo(new Terms(60, 10));
    assertThat(terms(node, later)).as("taken back by the newer one").isEqualTo(new Terms(60, 10));
    assertThat(view(OPERATOR).contracts())
        .extracting(StoreView.Contract::version)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void changeContract_whenItCannotBe_isRefused() {
    Instant soon = office.clock.instant().plus(LEAD).minusSeconds(1);
    Instant begin = office.clock.instant().plus(LEAD);
    List.of(
            terms(soon, 50, 10),
            terms(begin, -1, 10),
            terms(begin, 50, -1),
            terms(begin, 991, 10),
            terms(begin, 1001, 0))
        .forEach(
            each ->
                assertRefused(
                    ErrorCode.MESSAGE_REFUSED,
                    () -> act(node, stores -> stores.changeContract(OPERATOR, at(1), each))));
    assertRefused(
        ErrorCode.MESSAGE_REFUSED,
        () ->
            act(
                node,
                stores ->
                    stores.changeContract(
                        OPERATOR, new StoreVersion(mall, 1), terms(begin, 1, 10))));
    assertThat(view(OPERATOR).version()).isEqualTo(1);
  }

  @Test
  void changeContract_byTheMall_leavesTheOperatorsFee() {
    Instant begin = office.clock.instant().plus(LEAD);
    assertRefused(
        ErrorCode.MESSAGE_REFUSED,
        () -> act(node, stores -> stores.changeContract(admin, at(1), terms(begin, 70, 9))));
    Instant year = begin.plus(Duration.ofDays(365));
    act(node, stores -> stores.changeContract(OPERATOR, at(1), terms(year, 50, 30)));
    assertRefused(
        ErrorCode.MESSAGE_REFUSED,
        () -> act(node, stores -> stores.changeContract(admin, at(2), terms(begin, 70, 10))));

    act(node, stores -> stores.changeContract(admin, at(2), terms(year, 70, 30)));

    assertThat(terms(node, year)).isEqualTo(new Terms(70, 30));
  }

  @Test
  void contract_whenItWouldBeginTooSoon_isRefusedByTheDatabaseToo() {
    act(node, stores -> stores.suspend(OPERATOR, at(1), ""));
    assertThatThrownBy(
            () ->
                node.transact(
                    entities ->
                        entities
                            .createNativeQuery(
                                "INSERT INTO store_contract (store_id, version, role,"
                                    + " effective_from, commission_per_mille, fee_per_mille,"
                                    + " made_by, made_at) VALUES (?1, 2, 'LOWER_STORE',"
                                    + " now() + interval '299 seconds', 1, 1, 'eve', now())")
                            .setParameter(1, lower)
                            .executeUpdate()))
        .hasMessageContaining("store_contract_begins_later");
  }

  // --- two at once

  @Test
  void edit_whenSomebodyElseEditedMeanwhile_changesNothing() {
    act(node, stores -> stores.rename(OPERATOR, at(1), "Bakery of Ann"));

    assertRefused(
        ErrorCode.EDITED_MEANWHILE,
        () -> act(other, stores -> stores.suspend(admin, at(1), "late")));
    assertRefused(
        ErrorCode.EDITED_MEANWHILE,
        () -> act(other, stores -> stores.suspend(admin, at(7), "from nowhere")));

    StoreView now = view(admin);
    assertThat(now.name()).isEqualTo("Bakery of Ann");
    assertThat(now.state()).isEqualTo(StoreState.ACTIVE);
    assertThat(now.version()).isEqualTo(2);
    act(other, stores -> stores.suspend(admin, at(2), "now it was read"));
    assertThat(view(admin).name()).isEqualTo("Bakery of Ann");
  }

  @Test
  void edit_whenTwoEditAtOnce_oneIsTold() throws Exception {
    for (int version = 1; version <= 6; version++) {
      StoreVersion read = at(version);
      CyclicBarrier together = new CyclicBarrier(2);
      List<Callable<Boolean>> both = new ArrayList<>();
      for (Office.Node each : List.of(node, other)) {
        both.add(
            () -> {
              try {
                each.live(
                    stores -> {
                      await(together);
                      stores.rename(OPERATOR, read, "Name of " + each.hashCode());
                      return true;
                    });
                return true;
              } catch (ProtocolException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.EDITED_MEANWHILE);
                return false;
              }
            });
      }
      assertThat(all(both)).containsExactlyInAnyOrder(true, false);
      assertThat(view(OPERATOR).version()).isEqualTo(version + 1);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Boolean> all(List<Callable<Boolean>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> each : threads.invokeAll(work)) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }

  // --- suspension

  @Test
  void suspend_whenCommitted_countsOnEveryNodeAtOnce() {
    requireSelling(other, mall, lower);

    act(node, stores -> stores.suspend(admin, at(1), "unpaid rent"));

    assertThatThrownBy(() -> requireSelling(other, mall, lower))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("the store " + lower + " is suspended");
    requireSelling(other, mall);
    act(node, stores -> stores.resume(admin, at(2), "paid"));
    requireSelling(other, mall, lower);
    assertThat(view(admin).edits())
        .extracting(StoreView.Edit::kind, StoreView.Edit::by, StoreView.Edit::reason)
        .containsExactly(
            tuple(StoreEditKind.RESUMED, "martha", "paid"),
            tuple(StoreEditKind.SUSPENDED, "martha", "unpaid rent"));
  }

  @Test
  void resume_whenTheOperatorSuspended_isTheOperatorsOnly() {
    act(node, stores -> stores.suspend(OPERATOR, at(1), "fraud"));

    assertThat(view(admin).suspendedByOperator()).isTrue();
    assertRefused(
        ErrorCode.MESSAGE_REFUSED, () -> act(node, stores -> stores.resume(admin, at(2), "")));
    assertRefused(
        ErrorCode.MESSAGE_REFUSED, () -> act(node, stores -> stores.suspend(admin, at(2), "")));
    act(node, stores -> stores.resume(OPERATOR, at(2), ""));
    assertRefused(
        ErrorCode.MESSAGE_REFUSED, () -> act(node, stores -> stores.resume(OPERATOR, at(3), "")));
  }

  // --- what the mall's shop is told

  @Test
  void selling_beginsWithAKey_andEndsAtOnceWithASuspensionOrTheMalls() {
    assertThat(selling()).as("invited").isEqualTo(Selling.NOT_ENROLLED);
    SigningKey key = SigningKey.generate();
    enrol(node.live(stores -> stores.invite(admin, lower)), key);
    assertThat(selling()).isEqualTo(Selling.SELLS);
    act(node, stores -> stores.revokeKey(admin, lower, key.kid()));
    assertThat(selling()).as("what it signs is another matter").isEqualTo(Selling.SELLS);

    act(node, stores -> stores.suspend(admin, at(1), ""));
    assertThat(selling()).isEqualTo(Selling.SUSPENDED);
    act(node, stores -> stores.resume(admin, at(2), ""));
    assertThat(selling()).isEqualTo(Selling.SELLS);
    act(node, stores -> stores.suspend(OPERATOR, new StoreVersion(mall, 1), ""));
    assertThat(selling()).isEqualTo(Selling.MALL_STOPPED);
    act(node, stores -> stores.close(admin, at(3), "", List.of()));
    assertThat(selling()).isEqualTo(Selling.CLOSED);
  }

  @Test
  void lowerStores_forTheShop_areTheMallsOwn_underTheirNamesOfNow() {
    act(node, stores -> stores.rename(admin, at(1), "Zoo of Ann"));
    node.live(stores -> stores.registerLowerStore(admin, mall + ".0", "Aquarium", 50));

    assertThat(toldOf(mall)).extracting(MallStore::name).containsExactly("Aquarium", "Zoo of Ann");
    assertThat(toldOf(lower)).isEmpty();
    assertThat(toldOf("nobody")).isEmpty();
    assertThat(told(lower).orElseThrow().mallId()).isEqualTo(mall);
    assertThat(told(mall)).as("no lower store").isEmpty();
    assertThat(told("nobody")).isEmpty();
  }

  private Selling selling() {
    return told(lower).orElseThrow().selling();
  }

  private List<MallStore> toldOf(String mallId) {
    return other.transact(entities -> shopsDesk(entities).of(mallId));
  }

  private Optional<MallStore> told(String storeId) {
    return other.transact(entities -> shopsDesk(entities).find(storeId));
  }

  private static MallStores shopsDesk(EntityManager entities) {
    MallStoresDesk desk = new MallStoresDesk();
    desk.entities = entities;
    return desk;
  }

  // --- names

  @Test
  void rename_whenShown_namesPaymentsAsTheyWereAskedFor() {
    Instant before = office.clock.instant();
    office.clock.advance(Duration.ofSeconds(2));
    act(node, stores -> stores.rename(admin, at(1), "Bakery of Ann"));
    Instant after = office.clock.instant();

    assertThat(nameOf(before)).contains("Bakery");
    assertThat(nameOf(after)).contains("Bakery of Ann");
    assertRefused(
        ErrorCode.MESSAGE_MALFORMED, () -> act(node, stores -> stores.rename(admin, at(2), " ")));
    assertThat(node.live(stores -> stores.registerLowerStore(admin, lower, "Bakery", 50)).storeId())
        .as("the same registration again")
        .isEqualTo(lower);
  }

  private Optional<String> nameOf(Instant time) {
    return other.transact(entities -> other.contracts.nameOf(lower, time));
  }

  // --- closing

  @Test
  void close_whenItOwes_wantsThatAcknowledged() {
    owe(lower, 1_234);
    assertThat(view(admin).balances()).containsExactly(new StoreBalance("JPY", -1_234));

    for (List<StoreBalance> seen :
        List.of(
            List.<StoreBalance>of(),
            List.of(new StoreBalance("JPY", -1_233)),
            List.of(new StoreBalance("EUR", -1_234)))) {
      assertRefused(
          ErrorCode.MESSAGE_REFUSED,
          () -> act(node, stores -> stores.close(admin, at(1), "bankrupt", seen)));
    }
    act(
        node,
        stores -> stores.close(admin, at(1), "bankrupt", List.of(new StoreBalance("JPY", -1_234))));

    StoreView closed = view(admin);
    assertThat(closed.state()).isEqualTo(StoreState.CLOSED);
    assertThat(closed.balances()).containsExactly(new StoreBalance("JPY", -1_234));
    assertThat(closed.edits().get(0).reason()).isEqualTo("bankrupt [acknowledged: JPY 1234]");
  }

  @Test
  void close_whenDone_isForEver() {
    Invitation open = node.live(stores -> stores.invite(admin, lower));
    act(node, stores -> stores.close(admin, at(1), "", List.of()));

    assertThatThrownBy(() -> requireSelling(other, mall, lower))
        .hasMessage("the store " + lower + " is closed");
    for (Consumer<StoreLifeDesk> each :
        List.<Consumer<StoreLifeDesk>>of(
            stores -> stores.resume(OPERATOR, at(2), ""),
            stores -> stores.rename(OPERATOR, at(2), "Again"),
            stores -> stores.suspend(OPERATOR, at(2), ""),
            stores -> stores.close(OPERATOR, at(2), "", List.of()),
            stores -> stores.invite(OPERATOR, lower),
            stores -> stores.registerLowerStore(admin, lower, "Bakery", 50),
            stores ->
                stores.changeContract(
                    OPERATOR, at(2), terms(office.clock.instant().plus(LEAD), 1, 1)))) {
      assertRefused(ErrorCode.MESSAGE_REFUSED, () -> act(node, each));
    }
    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> enrol(open, SigningKey.generate()));
  }

  @Test
  void register_whileTheMallIsBeingClosed_isRefused() {
    act(node, stores -> stores.close(OPERATOR, at(1), "", List.of()));
    Office.Node other = office.node();
    String late = lower + "-late";
    CompletableFuture<Invitation> registered =
        node.live(
            stores -> {
              stores.close(OPERATOR, new StoreVersion(mall, 1), "", List.of());
              CompletableFuture<Invitation> begun =
                  CompletableFuture.supplyAsync(
                      () ->
                          other.live(
                              s ->
                                  s.register(
                                      OPERATOR,
                                      new StoreRegistration(
                                          late, "Late", Optional.of(mall), 0, 0))));
              Awaitility.await().until(() -> begun.isDone() || isSomebodyWaiting());
              return begun;
            });

    assertThatThrownBy(registered::join).hasMessageContaining("the mall is closed");
    assertRefused(ErrorCode.NOT_FOUND, () -> act(node, stores -> stores.invite(OPERATOR, late)));
  }

  private static boolean isSomebodyWaiting() {
    return office
        .node()
        .transact(
            entities ->
                !entities
                    .createNativeQuery(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and wait_event = 'advisory'")
                    .getResultList()
                    .isEmpty());
  }

  @Test
  void close_ofAMall_waitsForItsLowerStores() {
    assertRefused(
        ErrorCode.MESSAGE_REFUSED,
        () ->
            act(node, stores -> stores.close(OPERATOR, new StoreVersion(mall, 1), "", List.of())));
    act(node, stores -> stores.close(OPERATOR, at(1), "", List.of()));

    act(node, stores -> stores.close(OPERATOR, new StoreVersion(mall, 1), "", List.of()));

    assertRefused(
        ErrorCode.MESSAGE_REFUSED,
        () -> node.live(stores -> stores.registerLowerStore(admin, mall + ".2", "New", 5)));
  }

  @Test
  void store_withPaymentsUnderWay_listsThem() {
    String id = settlement(mall, lower, "ISSUED");
    String own = settlement(mall, mall, "IN_DOUBT");
    settlement(mall, lower, "DECLINED");

    assertThat(view(admin).open())
        .extracting(StoreView.OpenSettlement::settlementId)
        .containsExactly(id);
    assertThat(node.read(stores -> stores.store(Tenant.operator(), mall)).open())
        .extracting(StoreView.OpenSettlement::settlementId)
        .containsExactlyInAnyOrder(id, own);
  }

  // --- who may

  @Test
  void act_byWhomItDoesNotConcern_findsNothing() {
    String elsewhere = newId("mall");
    node.live(
        stores ->
            stores.register(
                OPERATOR, new StoreRegistration(elsewhere, "Else", Optional.empty(), 0, 1)));
    Login stranger = new Login("u4", "eve", Role.MALL_ADMIN, Tenant.ofStore(elsewhere));
    Login clerk = new Login("u5", "bob", Role.LOWER_STORE, Tenant.ofLowerStore(lower));
    for (Login each : List.of(stranger, clerk, AUDITOR)) {
      for (Consumer<StoreLifeDesk> act : actsOn(each, lower)) {
        assertRefused(ErrorCode.NOT_FOUND, () -> act(node, act));
      }
    }
    for (Consumer<StoreLifeDesk> act : actsOn(OPERATOR, "nobody")) {
      assertRefused(ErrorCode.NOT_FOUND, () -> act(node, act));
    }
    for (Consumer<StoreLifeDesk> act : actsOn(admin, mall)) {
      assertRefused(ErrorCode.NOT_FOUND, () -> act(node, act));
    }
    for (Login each : List.of(admin, clerk, AUDITOR)) {
      assertRefused(
          ErrorCode.NOT_FOUND,
          () ->
              node.live(
                  stores ->
                      stores.register(
                          each, new StoreRegistration("new", "N", Optional.empty(), 0, 0))));
      assertRefused(
          ErrorCode.NOT_FOUND, () -> act(node, stores -> stores.approveKey(each, lower, "k")));
    }
    for (Login each : List.of(OPERATOR, clerk, AUDITOR)) {
      assertRefused(
          ErrorCode.NOT_FOUND,
          () -> node.live(stores -> stores.registerLowerStore(each, "new", "N", 0)));
    }
    assertThat(view(OPERATOR).version()).isEqualTo(1);
  }

  private static List<Consumer<StoreLifeDesk>> actsOn(Login by, String store) {
    StoreVersion read = new StoreVersion(store, 1);
    Instant begin = office.clock.instant().plus(LEAD);
    return List.of(
        stores -> stores.invite(by, store),
        stores -> stores.revokeKey(by, store, "k"),
        stores -> stores.rename(by, read, "N"),
        stores -> stores.suspend(by, read, ""),
        stores -> stores.resume(by, read, ""),
        stores -> stores.close(by, read, "", List.of()),
        stores -> stores.changeContract(by, read, terms(begin, 0, 10)));
  }

  @Test
  void read_ofAnotherTenants_findsNothing() {
    String alone = newId("store");
    node.live(
        stores ->
            stores.register(
                OPERATOR, new StoreRegistration(alone, "Alone", Optional.empty(), 0, 1)));
    Tenant mallTenant = Tenant.ofStore(mall);
    Tenant lowerTenant = Tenant.ofLowerStore(lower);

    assertThat(ids(mallTenant)).containsExactly(mall, lower);
    assertThat(ids(lowerTenant)).containsExactly(lower);
    assertThat(ids(Tenant.operator())).contains(mall, lower, alone);
    for (Tenant each : List.of(mallTenant, lowerTenant)) {
      assertRefused(ErrorCode.NOT_FOUND, () -> node.read(stores -> stores.store(each, alone)));
      assertRefused(ErrorCode.NOT_FOUND, () -> node.read(stores -> stores.store(each, "nobody")));
    }
    assertRefused(ErrorCode.NOT_FOUND, () -> node.read(stores -> stores.store(lowerTenant, mall)));
  }

  private List<String> ids(Tenant tenant) {
    return node.read(stores -> stores.list(tenant, all(200))).stores().stream()
        .map(StorePage.Entry::storeId)
        .toList();
  }

  private static StoreFilter all(int limit) {
    return new StoreFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
  }

  @Test
  void list_whenFiltered_givesPagesByKey() {
    node.live(stores -> stores.registerLowerStore(admin, mall + ".2", "Books % _", 50));
    act(node, stores -> stores.suspend(admin, new StoreVersion(mall + ".2", 1), ""));
    Tenant tenant = Tenant.ofStore(mall);

    StorePage first = node.read(stores -> stores.list(tenant, all(2)));
    assertThat(first.stores()).extracting(StorePage.Entry::storeId).containsExactly(mall, lower);
    StoreFilter behind =
        new StoreFilter(Optional.empty(), Optional.empty(), Optional.empty(), first.next(), 2);
    StorePage second = node.read(stores -> stores.list(tenant, behind));
    assertThat(second.stores())
        .containsExactly(
            new StorePage.Entry(
                mall + ".2",
                "Books % _",
                Optional.of(mall),
                StoreState.SUSPENDED,
                EnrolmentState.INVITED));
    assertThat(second.next()).isEmpty();
    assertThat(filtered(tenant, Optional.of("bOOks %"), Optional.empty())).hasSize(1);
    assertThat(filtered(tenant, Optional.of("%"), Optional.empty())).hasSize(1);
    assertThat(filtered(tenant, Optional.empty(), Optional.of(StoreState.SUSPENDED))).hasSize(1);
    assertThat(filtered(tenant, Optional.of("nothing"), Optional.empty())).isEmpty();
    StoreFilter ofMall =
        new StoreFilter(
            Optional.empty(), Optional.of(mall), Optional.empty(), Optional.empty(), 50);
    assertThat(node.read(stores -> stores.list(Tenant.operator(), ofMall)).stores())
        .extracting(StorePage.Entry::storeId)
        .containsExactly(lower, mall + ".2");
  }

  private List<StorePage.Entry> filtered(
      Tenant tenant, Optional<String> text, Optional<StoreState> state) {
    StoreFilter filter = new StoreFilter(text, Optional.empty(), state, Optional.empty(), 50);
    return node.read(stores -> stores.list(tenant, filter)).stores();
  }

  // --- the trail

  @Test
  void act_whenDone_standsInTheTrail_andWhatIsNotAllowedDoesNot() {
    node.trail.clear();
    Login clerk = new Login("u5", "bob", Role.LOWER_STORE, Tenant.ofLowerStore(lower));
    assertRefused(
        ErrorCode.NOT_FOUND, () -> act(node, stores -> stores.suspend(clerk, at(1), "x")));
    act(node, stores -> stores.suspend(admin, at(1), "unpaid rent"));
    Instant begin = office.clock.instant().plus(LEAD);
    act(node, stores -> stores.changeContract(OPERATOR, at(2), terms(begin, 7, 3)));

    assertThat(node.trail)
        .containsExactly(
            "martha store-suspend " + lower + " unpaid rent of " + mall,
            "olivia store-contract " + lower + " 7 ‰ + 3 ‰, " + begin + " of " + mall);
  }

  @Test
  void act_whenRefused_standsInTheTrailAsThat() {
    node.trail.clear();
    assertRefused(
        ErrorCode.NOT_FOUND, () -> act(node, stores -> stores.revokeKey(OPERATOR, lower, "none")));

    assertThat(node.trail)
        .containsExactly(
            "olivia store-key-revoke " + lower + " none of " + mall,
            "olivia act-refused " + lower + " store-key-revoke: not-found of " + mall);
  }

  // --- approval of keys

  @Test
  void enrol_whenApprovalIsRequired_waitsForTheOperator() {
    node.approval = "required";
    Invitation invitation = node.live(stores -> stores.invite(admin, lower));
    SigningKey key = SigningKey.generate();
    SigningKey stolen = SigningKey.generate();

    Enrolment waiting = enrol(invitation, key);

    assertThat(waiting.isWaiting()).isTrue();
    assertThat(waiting.kid()).isEqualTo(key.kid());
    assertThat(enrol(invitation, key)).as("asked again").isEqualTo(waiting);
    assertThat(enrol(invitation, stolen).isWaiting()).isTrue();
    assertThat(registered(key)).isEmpty();
    assertThat(waitingKeys()).containsExactlyInAnyOrder(key.kid(), stolen.kid());

    act(node, stores -> stores.approveKey(OPERATOR, lower, key.kid()));

    Enrolment enrolled = enrol(invitation, key);
    assertThat(enrolled.x5c()).hasSize(2);
    assertThat(registered(key)).isPresent();
    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> enrol(invitation, stolen));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> act(node, stores -> stores.approveKey(OPERATOR, lower, stolen.kid())));
    assertThat(view(admin).requests())
        .extracting(StoreView.KeyRequest::state, each -> each.decidedBy().orElseThrow())
        .containsExactlyInAnyOrder(tuple("APPROVED", "olivia"), tuple("REFUSED", "olivia"));
  }

  @Test
  void refuse_whenAKeyWaits_tellsTheStoreAndCertifiesNothing() {
    node.approval = "required";
    Invitation invitation = node.live(stores -> stores.invite(admin, lower));
    SigningKey key = SigningKey.generate();
    enrol(invitation, key);

    act(node, stores -> stores.refuseKey(OPERATOR, lower, key.kid()));

    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> enrol(invitation, key));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> act(node, stores -> stores.approveKey(OPERATOR, lower, key.kid())));
    SigningKey next = SigningKey.generate();
    assertThat(enrol(invitation, next).isWaiting()).as("the invitation is not spent").isTrue();
  }

  @Test
  void enrol_whenMoreKeysThanThreeAreSent_isRefused() {
    node.approval = "required";
    Invitation invitation = node.live(stores -> stores.invite(admin, lower));
    for (int i = 0; i < 3; i++) {
      enrol(invitation, SigningKey.generate());
    }

    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> enrol(invitation, SigningKey.generate()));
  }

  @Test
  void revokeKey_byTheMall_endsIt() {
    SigningKey key = SigningKey.generate();
    enrol(node.live(stores -> stores.invite(admin, lower)), key);

    act(node, stores -> stores.revokeKey(admin, lower, key.kid()));

    assertThat(view(admin).keys()).singleElement().matches(each -> !each.serves());
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> act(node, stores -> stores.revokeKey(admin, lower, "x".repeat(43))));
  }

  // --- the world around

  private Optional<KeyRecord> registered(SigningKey key) {
    return node.transact(entities -> node.keys.byKid(key.kid()));
  }

  private List<String> waitingKeys() {
    return node.read(stores -> stores.waitingKeys(Tenant.ofStore(mall))).stream()
        .map(WaitingKey::kid)
        .toList();
  }

  private Enrolment enrol(Invitation invitation, SigningKey key) {
    String request = key.certificationRequest("anything");
    return node.call(stores -> stores.enrol(invitation.token(), request));
  }

  private String settlement(String by, String seller, String state) {
    String id =
        String.format(Locale.ROOT, "01890000-0000-7000-8000-%012d", STORES.incrementAndGet());
    insert(
        "INSERT INTO settlement (settlement_id, store_id, request_id, state, amount_minor,"
            + " currency, created_at, expires_at) VALUES (?1, ?2, ?1, ?3, 5, 'JPY', ?4, ?4)",
        id,
        by,
        state,
        office.clock.instant().atOffset(ZoneOffset.UTC));
    insert(
        "INSERT INTO settlement_line (settlement_id, line_no, store_id, amount_minor,"
            + " description, order_ref) VALUES (?1, 1, ?2, 5, 'x', 'y')",
        id,
        seller);
    return id;
  }

  /** Takes from a store's account what it does not have. */
  private void owe(String store, long amount) {
    String id = settlement(mall, store, "DECLINED");
    long from = STORES.incrementAndGet() + 1_000_000L;
    long to = STORES.incrementAndGet() + 1_000_000L;
    for (Object[] account :
        List.of(new Object[] {from, "STORE", store}, new Object[] {to, "OPERATOR_FEE", id})) {
      insert(
          "INSERT INTO account (account_id, kind, owner, currency, opened_at)"
              + " VALUES (?1, ?2, ?3, 'JPY', now())",
          account);
    }
    insert(
        "INSERT INTO transfer (transfer_id, debit_account_id, credit_account_id, amount_minor,"
            + " currency, kind, settlement_id, line_no, posted_at)"
            + " VALUES (?1, ?1, ?2, ?3, 'JPY', 'FEE', ?4, 1, now())",
        from,
        to,
        amount,
        id);
  }

  private void insert(String sql, Object... values) {
    node.transact(
        entities -> {
          jakarta.persistence.Query query = entities.createNativeQuery(sql);
          for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
          }
          return query.executeUpdate();
        });
  }

  private StoreVersion at(int version) {
    return new StoreVersion(lower, version);
  }

  private static ContractTerms terms(Instant from, int commission, int fee) {
    return new ContractTerms(from, commission, fee);
  }

  private Terms terms(Office.Node where, Instant time) {
    return where.transact(entities -> where.contracts.terms(lower, time));
  }

  private StoreView view(Login by) {
    return node.read(stores -> stores.store(by.tenant(), lower));
  }

  private static void requireSelling(Office.Node where, String... stores) {
    where.transact(
        entities -> {
          where.contracts.requireSelling(List.of(stores));
          return true;
        });
  }

  private static void act(Office.Node where, Consumer<StoreLifeDesk> work) {
    Function<StoreLifeDesk, Boolean> call =
        stores -> {
          work.accept(stores);
          return true;
        };
    where.live(call);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

package fiveseal.reads;

import fiveseal.manager.AdminTrail;
import fiveseal.manager.Books;
import fiveseal.manager.Bureaus;
import fiveseal.manager.CardBatches;
import fiveseal.manager.CardFiles;
import fiveseal.manager.CardLife;
import fiveseal.manager.CompromiseReports;
import fiveseal.manager.CompromiseSummary;
import fiveseal.manager.CompromisedKey;
import fiveseal.manager.CompromisedKind;
import fiveseal.manager.Deliveries;
import fiveseal.manager.Evidence;
import fiveseal.manager.Keys;
import fiveseal.manager.Login;
import fiveseal.manager.Logins;
import fiveseal.manager.MallJournal;
import fiveseal.manager.MallReversals;
import fiveseal.manager.MallStores;
import fiveseal.manager.Operations;
import fiveseal.manager.Overviews;
import fiveseal.manager.Period;
import fiveseal.manager.Reports;
import fiveseal.manager.Role;
import fiveseal.manager.SettlementQuery;
import fiveseal.manager.SettlementQuery.Place;
import fiveseal.manager.StoreConsole;
import fiveseal.manager.StoreDirectory;
import fiveseal.manager.StoreFilter;
import fiveseal.manager.StoreViews;
import fiveseal.manager.Tenant;
import fiveseal.manager.Users;
import fiveseal.manager.shop.Baskets;
import fiveseal.manager.shop.GoodsDesk;
import fiveseal.manager.shop.GoodsFilter;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.manager.shop.Showcase;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Digests;
import fiveseal.store.Contracts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/** Every question that a page, a list or a search asks, with the rows that it may read. */
final class Reads {
  /** What writes, what devices ask about their own settlements, and what a timer does again. */
  static final Set<String> NO_PAGES =
      Set.of(
          "AdminTrail.record",
          "Baskets.acceptPrices",
          "Baskets.newSecret",
          "Baskets.put",
          "Baskets.set",
          "Baskets.sweep",
          "Bureaus.register",
          "Bureaus.retire",
          "CardBatches.approve",
          "CardBatches.close",
          "CardBatches.file",
          "CardBatches.order",
          "CardBatches.report",
          "CardFiles.approve",
          "CardFiles.order",
          "CardFiles.propose",
          "CardIssuing.issue",
          "CardLife.approve",
          "CardLife.order",
          "CardLife.propose",
          "Deliveries.resend",
          "GoodsDesk.picture",
          "GoodsDesk.put",
          "GoodsDesk.putStore",
          "Keys.managerId",
          "Keys.revocationList",
          "Logins.authenticate",
          "Logins.bearer",
          "Logins.end",
          "Logins.logout",
          "MallJournal.completionAccepted",
          "MallJournal.pinManagerKey",
          "MallJournal.receiptIssued",
          "MallJournal.receiptTaken",
          "MallJournal.requestMade",
          "MallJournal.requestTaken",
          "MallReversals.ask",
          "MallReversals.dropped",
          "MallReversals.ended",
          "MallReversals.made",
          "MallReversals.unanswered",
          "Operations.resend",
          "Presentations.present",
          "Reversals.cancel",
          "Reversals.refund",
          "Settlements.answer",
          "Settlements.completion",
          "Settlements.forClient",
          "Settlements.forStore",
          "Settlements.issue",
          "Settlements.list",
          "Settlements.receipt",
          "Settlements.receiptForClient",
          "Settlements.request",
          "Settlements.requestAndIssue",
          "ShopOrders.bundle",
          "ShopOrders.ended",
          "ShopOrders.keep",
          "ShopOrders.order",
          "StoreConsole.resend",
          "StoreLife.approveKey",
          "StoreLife.changeContract",
          "StoreLife.close",
          "StoreLife.invite",
          "StoreLife.refuseKey",
          "StoreLife.register",
          "StoreLife.registerLowerStore",
          "StoreLife.rename",
          "StoreLife.resume",
          "StoreLife.revokeKey",
          "StoreLife.suspend",
          "Stores.authenticate",
          "Stores.completionEndpoint",
          "Stores.enrol",
          "Stores.register",
          "Stores.renew",
          "Stores.revoke",
          "Users.admit",
          "Users.agree",
          "Users.change",
          "Users.changePassword",
          "Users.create",
          "Users.dropCodes",
          "Users.offerCodes",
          "Users.reset",
          "Users.setActive",
          "Users.useCodes",
          "ValueUpdates.answer",
          "ValueUpdates.issue",
          "ValueUpdates.request",
          "ValueUpdates.requestAndIssue",
          "Vouchers.issue");

  /** Asked within the manager, at each message 1. */
  static final Set<String> INSIDE = Set.of("Contracts.requireSelling");

  private static final int PAGE = 50;

  /** A page, of each row of which some more are looked up. */
  private static final long ROWS = 8L * (PAGE + 1);

  /** One thing and all that belongs to it. */
  private static final long ONE = 60;

  /** What no roll-up of balances contains yet, read from both sides, with the accounts. */
  private static final long TAIL = 6_000;

  /** A page of what waits, and how much waits since when: a thousandth of the history here. */
  private static final long WAITS = 1_000;

  /** A month of a mall's and its sellers' hours, or of everybody's. */
  private static final long MONTH = 25_000;

  /** As far as a search looks for a page, and its lines; twice, to tell where looking ended. */
  static final long LOOK = 15 * 500;

  /** As far as what a stolen key touched is counted, twice, and what belongs to it. */
  static final long COUNTED = 10L * CompromiseSummary.COUNTED_MAX;

  private static final Tenant MALL = Tenant.ofStore("mall");
  private static final Tenant LOWER = Tenant.ofLowerStore("l3");
  private static final Login OPERATOR = login(1, Role.OPERATOR, Tenant.operator());
  private static final Login ADMIN = login(5, Role.MALL_ADMIN, MALL);
  private static final String BUSY_CARD = CardNumber.withCheckDigit("000000000000001").digits();
  private static final long BUSY_STORE = 2;
  private static final Optional<String> NONE = Optional.empty();

  private final List<Read> reads = new ArrayList<>();

  private Reads() {
    settlements();
    overviews();
    operations();
    books();
    cards();
    batches();
    stolenKeys();
    stores();
    users();
    shop();
    mall();
  }

  static List<Read> all() {
    return new Reads().reads;
  }

  private static Login login(int user, Role role, Tenant tenant) {
    return new Login(
        String.format(Locale.ROOT, "019b76da-a800-7000-8000-%012x", user),
        "user" + user,
        role,
        tenant);
  }

  private <B> void add(
      Class<B> type, String method, String what, long rowsMax, BiFunction<B, Manager, Object> ask) {
    reads.add(
        new Read(
            type.getSimpleName() + "." + method,
            what,
            rowsMax,
            manager -> manager.ask(type, bean -> ask.apply(bean, manager))));
  }

  private void settlements() {
    for (Tenant tenant : List.of(MALL, LOWER, Tenant.operator())) {
      String who = tenant.kind().name();
      add(
          StoreConsole.class,
          "search",
          who,
          ROWS,
          (desk, m) -> desk.search(tenant, SettlementQuery.all(PAGE)));
      add(
          StoreConsole.class,
          "search",
          who + " deep",
          ROWS,
          (desk, m) -> desk.search(tenant, SettlementQuery.all(PAGE).at(Place.olderThan(m.id(0)))));
      add(
          StoreConsole.class,
          "search",
          who + " of two days and an amount",
          LOOK,
          (desk, m) -> desk.search(tenant, dated(Optional.empty())));
      add(
          StoreConsole.class,
          "search",
          who + " in doubt",
          LOOK,
          (desk, m) -> desk.search(tenant, dated(Optional.of("IN_DOUBT"))));
      add(StoreConsole.class, "story", who, ONE, (desk, m) -> desk.story(tenant, m.id(116)));
      add(StoreConsole.class, "sellers", who, 300, (desk, m) -> desk.sellers(tenant));
    }
    add(StoreConsole.class, "verify", "", ONE, (desk, m) -> desk.verify(MALL, m.id(116)));
    add(
        Contracts.class,
        "requireSelling",
        "",
        ONE,
        (contracts, m) -> {
          contracts.requireSelling(List.of("mall", "l1", "s001"));
          return "";
        });
  }

  private static SettlementQuery dated(Optional<String> state) {
    Instant from = Manager.NOW.minus(Duration.ofDays(14));
    return new SettlementQuery(
        NONE,
        NONE,
        state,
        Optional.of(from),
        Optional.of(from.plus(Duration.ofDays(2))),
        OptionalLong.of(4_000),
        OptionalLong.of(4_100),
        Optional.of("JPY"),
        NONE,
        NONE,
        NONE,
        Place.newest(),
        PAGE);
  }

  private void overviews() {
    for (Tenant tenant : List.of(MALL, LOWER, Tenant.operator())) {
      add(
          Overviews.class,
          "overview",
          tenant.kind().name(),
          MONTH,
          (desk, m) -> desk.overview(tenant, ZoneOffset.UTC));
    }
    add(Overviews.class, "countedAt", "", ONE, (desk, m) -> desk.countedAt());
  }

  private void operations() {
    add(Reports.class, "doubts", "", WAITS, (desk, m) -> desk.doubts(NONE, PAGE));
    add(Reports.class, "receipts", "", WAITS, (desk, m) -> desk.receipts(NONE, PAGE));
    add(Operations.class, "doubts", "", WAITS, (desk, m) -> desk.doubts(OPERATOR, NONE, PAGE));
    add(
        Operations.class,
        "doubts",
        "behind one",
        WAITS,
        (desk, m) -> desk.doubts(OPERATOR, Optional.of(m.id(0)), PAGE));
    add(Operations.class, "receipts", "", WAITS, (desk, m) -> desk.receipts(OPERATOR, NONE, PAGE));
    add(
        Operations.class,
        "receipts",
        "behind one",
        WAITS,
        (desk, m) -> desk.receipts(OPERATOR, Optional.of(m.id(52)), PAGE));
    for (boolean acknowledged : new boolean[] {false, true}) {
      String which = acknowledged ? "acknowledged" : "waiting";
      add(
          Operations.class,
          "deliveries",
          which,
          ROWS,
          (desk, m) -> desk.deliveries(OPERATOR, acknowledged, NONE, PAGE));
      add(
          Deliveries.class,
          "list",
          which + " behind one",
          ROWS,
          (desk, m) -> desk.list(acknowledged, Optional.of(m.id(52)), PAGE));
    }
    add(Operations.class, "delivery", "", ONE, (desk, m) -> desk.delivery(OPERATOR, m.id(153)));
    add(Deliveries.class, "of", "", ONE, (desk, m) -> desk.of(m.id(153)));
    add(Operations.class, "trace", "", ONE, (desk, m) -> desk.trace(OPERATOR, m.id(153)));
    add(Evidence.class, "trace", "", ONE, (desk, m) -> desk.trace(m.id(153)));
    add(Operations.class, "health", "", 5_000, (desk, m) -> desk.health(OPERATOR));
    add(Operations.class, "keys", "", 15_000, (desk, m) -> desk.keys(OPERATOR));
    add(Keys.class, "ofStore", "", ONE, (desk, m) -> desk.ofStore("nobody"));
    add(Keys.class, "ofManager", "", ONE, (desk, m) -> desk.ofManager());
  }

  private void books() {
    add(Books.class, "trialBalances", "", TAIL, (books, m) -> books.trialBalances(OPERATOR));
    add(Books.class, "floats", "", TAIL, (books, m) -> books.floats(OPERATOR));
    add(Evidence.class, "sumOfBalances", "", TAIL, (desk, m) -> desk.sumOfBalances("JPY"));
    for (String kind : List.of("CARD", "STORE", "FUNDING")) {
      add(
          Books.class,
          "accounts",
          kind,
          TAIL,
          (books, m) -> books.accounts(OPERATOR, kind, NONE, OptionalLong.empty(), PAGE));
    }
    add(
        Books.class,
        "statement",
        "of a busy store",
        TAIL,
        (books, m) ->
            books.statement(OPERATOR, BUSY_STORE, Period.ALWAYS, OptionalLong.empty(), PAGE));
    add(
        Books.class,
        "statement",
        "of a busy store deep",
        TAIL,
        (books, m) ->
            books.statement(
                OPERATOR, BUSY_STORE, Period.ALWAYS, OptionalLong.of(m.number(100)), PAGE));
    for (long account : new long[] {BUSY_STORE, 1_001, 1_005}) {
      add(
          Books.class,
          "statement",
          "of a day, " + account,
          TAIL,
          (books, m) -> books.statement(OPERATOR, account, day(), OptionalLong.empty(), PAGE));
    }
    add(
        Books.class,
        "statement",
        "of a busy card",
        TAIL,
        (books, m) -> books.statement(OPERATOR, 1001, Period.ALWAYS, OptionalLong.empty(), PAGE));
  }

  private static Period day() {
    Instant from = Manager.NOW.minus(Duration.ofDays(14));
    return new Period(Optional.of(from), Optional.of(from.plus(Duration.ofDays(1))));
  }

  private void cards() {
    add(
        CardFiles.class,
        "find",
        "",
        ROWS,
        (files, m) -> files.find(OPERATOR, BUSY_CARD.substring(12), NONE, PAGE));
    add(CardFiles.class, "open", "", ONE, (files, m) -> files.open(OPERATOR, "busy"));
    add(CardFiles.class, "cardOf", "", ONE, (files, m) -> files.cardOf(OPERATOR, m.id(100)));
    add(
        CardFiles.class,
        "history",
        "",
        ROWS,
        (files, m) -> files.history(OPERATOR, "busy", OptionalLong.empty(), PAGE));
    add(
        CardFiles.class,
        "history",
        "deep",
        ROWS,
        (files, m) -> files.history(OPERATOR, "busy", OptionalLong.of(m.number(0)), PAGE));
    add(CardFiles.class, "waiting", "", ROWS, (files, m) -> files.waiting(OPERATOR, NONE, PAGE));
    add(CardFiles.class, "view", "", ONE, (files, m) -> files.view(OPERATOR, BUSY_CARD));
    add(CardLife.class, "show", "", ONE, (cards, m) -> cards.show(BUSY_CARD));
  }

  private void batches() {
    add(Bureaus.class, "list", "", ROWS, (desk, m) -> desk.list(OPERATOR, NONE, PAGE));
    add(
        Bureaus.class,
        "list",
        "deep",
        ROWS,
        (desk, m) -> desk.list(OPERATOR, Optional.of(bureau(50)), PAGE));
    add(CardBatches.class, "list", "", ROWS, (desk, m) -> desk.list(OPERATOR, NONE, PAGE));
    add(
        CardBatches.class,
        "list",
        "deep",
        ROWS,
        (desk, m) -> desk.list(OPERATOR, Optional.of(bureau(50)), PAGE));
    add(CardBatches.class, "one", "", ONE, (desk, m) -> desk.one(OPERATOR, bureau(50)));
  }

  private static String bureau(int number) {
    String millis =
        String.format(
            Locale.ROOT,
            "%012x",
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number).toEpochMilli());
    return String.format(
        Locale.ROOT, "%s-%s-7000-8000-%012x", millis.substring(0, 8), millis.substring(8), number);
  }

  private void stolenKeys() {
    Instant stolenAt = Manager.NOW.minus(Duration.ofDays(14));
    List<CompromisedKey> keys =
        List.of(
            new CompromisedKey(CompromisedKind.STORE, "x".repeat(39) + "mall", stolenAt),
            new CompromisedKey(CompromisedKind.STORE, "x".repeat(41) + "l1", stolenAt),
            new CompromisedKey(CompromisedKind.AUTHORITY, "a".repeat(43), stolenAt),
            new CompromisedKey(CompromisedKind.CARD_MASTER, "2", stolenAt));
    for (CompromisedKey key : keys) {
      String what = key.kind() + " " + key.key();
      add(
          CompromiseReports.class,
          "affected",
          what,
          ROWS,
          (desk, m) -> desk.affected(OPERATOR, key, NONE, PAGE));
      add(
          CompromiseReports.class,
          "summary",
          what,
          COUNTED,
          (desk, m) -> desk.summary(OPERATOR, key));
    }
    add(
        CompromiseReports.class,
        "affected",
        "deep",
        2 * ROWS,
        (desk, m) ->
            desk.affected(
                OPERATOR,
                keys.get(0),
                desk.affected(OPERATOR, keys.get(0), NONE, PAGE).next(),
                PAGE - 1));
  }

  private void stores() {
    add(
        StoreViews.class,
        "list",
        "",
        ROWS,
        (views, m) ->
            views.list(
                Tenant.operator(), new StoreFilter(NONE, NONE, Optional.empty(), NONE, PAGE)));
    add(
        StoreViews.class,
        "list",
        "by name",
        2 * ROWS,
        (views, m) ->
            views.list(
                Tenant.operator(),
                new StoreFilter(Optional.of("alone 7"), NONE, Optional.empty(), NONE, PAGE)));
    for (Tenant tenant : List.of(MALL, Tenant.operator())) {
      add(
          StoreViews.class,
          "store",
          tenant.kind() + " lower store",
          TAIL,
          (views, m) -> views.store(tenant, "l1"));
      add(
          StoreViews.class,
          "waitingKeys",
          tenant.kind().name(),
          ONE,
          (views, m) -> views.waitingKeys(tenant));
    }
    add(
        StoreViews.class,
        "store",
        "that has asked for keys",
        TAIL,
        (views, m) -> views.store(Tenant.operator(), "s001"));
    add(MallStores.class, "of", "", ROWS, (malls, m) -> malls.of("mall"));
    add(MallStores.class, "find", "", ONE, (malls, m) -> malls.find("l1"));
    add(StoreDirectory.class, "place", "", ONE, (places, m) -> places.place("l1"));
    add(StoreDirectory.class, "lowerStores", "", 200, (places, m) -> places.lowerStores("mall"));
  }

  private void users() {
    add(Users.class, "list", "operator", 8 * ROWS, (users, m) -> users.list(OPERATOR, NONE, PAGE));
    add(Users.class, "list", "mall", 8 * ROWS, (users, m) -> users.list(ADMIN, NONE, PAGE));
    add(Users.class, "one", "", ONE, (users, m) -> users.one(OPERATOR, ADMIN.userId()));
    add(Logins.class, "signedIn", "", ONE, (logins, m) -> logins.signedIn("nobody's"));
    add(
        Logins.class,
        "sessions",
        "of somebody busy",
        ROWS,
        (logins, m) -> logins.sessions(OPERATOR, OPERATOR.userId()));
    for (Tenant tenant : List.of(MALL, Tenant.operator())) {
      String who = tenant.kind().name();
      add(AdminTrail.class, "page", who, ROWS, (trail, m) -> trail.page(tenant, NONE, NONE, PAGE));
      add(
          AdminTrail.class,
          "page",
          who + " of one user deep",
          ROWS,
          (trail, m) -> trail.page(tenant, Optional.of("user3"), Optional.of(m.id(0)), PAGE));
      add(
          AdminTrail.class,
          "page",
          who + " of nobody",
          ROWS,
          (trail, m) -> trail.page(tenant, Optional.of("user4"), NONE, PAGE));
    }
  }

  private void shop() {
    add(Showcase.class, "stores", "", ONE, (shop, m) -> shop.stores("mall"));
    add(Showcase.class, "knows", "", ONE, (shop, m) -> shop.knows("mall", "l1"));
    add(Showcase.class, "store", "", ONE, (shop, m) -> shop.store("mall", "l1"));
    add(Showcase.class, "good", "", ONE, (shop, m) -> shop.good("mall", good(m, 1)));
    add(Showcase.class, "picture", "", ONE, (shop, m) -> shop.picture("0".repeat(63) + "1"));
    add(GoodsDesk.class, "stores", "", ONE, (desk, m) -> desk.stores(MALL));
    add(GoodsDesk.class, "good", "", ONE, (desk, m) -> desk.good(MALL, good(m, 1)));
    for (String text : List.of("", "bread", "bread n7", "xyzzy")) {
      for (String store : List.of("", "l4")) {
        String what = (text + " " + store).strip();
        add(
            Showcase.class,
            "goods",
            what,
            3 * ROWS,
            (shop, m) -> shop.goods("mall", goods(store, text, Optional.empty())));
        add(
            Showcase.class,
            "goods",
            what + " behind withdrawn ones",
            3 * ROWS,
            (shop, m) ->
                shop.goods("mall", goods(store, text, Optional.of(good(m, -m.number(0) / 2)))));
        add(
            GoodsDesk.class,
            "goods",
            what,
            3 * ROWS,
            (desk, m) -> desk.goods(MALL, goods(store, text, Optional.empty())));
      }
    }
    add(Baskets.class, "basket", "", ONE, (baskets, m) -> baskets.basket("mall", "basket7"));
    add(
        ShopOrders.class,
        "byId",
        "",
        ONE,
        (orders, m) -> orders.byId("mall", String.format(Locale.ROOT, "%022d", m.number(5))));
    add(
        ShopOrders.class,
        "byReceipt",
        "",
        ONE,
        (orders, m) -> orders.byReceipt("mall", Digests.sha256("a.b." + m.number(153))));
    add(
        ShopOrders.class,
        "allSell",
        "",
        ONE,
        (orders, m) ->
            orders.allSell(
                orders.byId("mall", String.format(Locale.ROOT, "%022d", m.number(5))).get()));
    add(ShopOrders.class, "ofBasket", "", ONE, (orders, m) -> orders.ofBasket("mall", "basket1"));
    add(ShopOrders.class, "tillOrder", "", ONE, (orders, m) -> orders.tillOrder("l1", "t1001"));
    for (Tenant tenant : List.of(MALL, LOWER)) {
      add(
          ShopOrders.class,
          "open",
          tenant.kind().name(),
          4 * ROWS,
          (orders, m) -> orders.open(tenant, NONE, NONE, PAGE));
      add(
          ShopOrders.class,
          "open",
          tenant.kind() + " by text",
          4 * ROWS,
          (orders, m) -> orders.open(tenant, Optional.of("tea"), NONE, PAGE));
    }
  }

  private static GoodsFilter goods(String store, String text, Optional<String> after) {
    return new GoodsFilter(
        Optional.of(store).filter(id -> !id.isEmpty()),
        Optional.of(text).filter(wanted -> !wanted.isEmpty()),
        after,
        PAGE);
  }

  private static String good(Manager manager, int number) {
    return String.format(Locale.ROOT, "g%08d", manager.number(number));
  }

  private void mall() {
    add(MallJournal.class, "byRequest", "", ONE, (mall, m) -> mall.byRequest("r" + m.number(100)));
    add(MallJournal.class, "bySettlement", "", ONE, (mall, m) -> mall.bySettlement(m.id(100)));
    add(MallJournal.class, "newest", "", ROWS, (mall, m) -> mall.newest(PAGE));
    add(MallJournal.class, "managerKeys", "", ONE, (mall, m) -> mall.managerKeys());
    add(MallReversals.class, "kept", "", ONE, (mall, m) -> mall.kept("REFUND", "f153"));
    add(MallReversals.class, "about", "", ONE, (mall, m) -> mall.about("REFUND", m.id(153)));
    add(MallReversals.class, "askedOf", "", ONE, (mall, m) -> mall.askedOf(m.id(153)));
  }
}

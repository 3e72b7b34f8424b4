package fiveseal.testbed;

import fiveseal.protocol.Amount;
import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.Order;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Four weeks of a small mall's business, ending this afternoon by the mall's clock: every payment
 * is ordered, sealed and paid by a card as any other, at its own day and hour.
 */
final class MonthOfTrade {
  static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  /** The afternoon at which the month ends. */
  static final Instant NOW = LocalDate.of(2026, 11, 20).atTime(16, 20).atZone(ZONE).toInstant();

  private static final int DAYS = 29;
  private static final long FULL_MINOR = 15_000;
  private static final long DEAREST_MINOR = 6_000;
  private static final long SMALL_MINOR = 100;
  private static final Duration SOON = Duration.ofSeconds(40);

  /** Hours of the last day at which somebody bought, and how often. */
  private static final Map<Integer, Integer> LAST_DAY =
      Map.of(10, 1, 11, 2, 12, 4, 13, 3, 14, 1, 15, 2);

  /** Days before the last one on which something came back. */
  private static final List<Integer> REFUNDED = List.of(26, 18, 11, 4);

  private final Mall mall;
  private final MovedClock clock;
  private final Random chance = new Random(5);
  private final List<Holder> holders = new ArrayList<>();
  private final Till desk;
  private String paidLast;
  private String doubted;
  private Holder hasty;

  MonthOfTrade(Mall mall, MovedClock clock) {
    this.mall = mall;
    this.clock = clock;
    this.desk = new Till(mall, DemoStore.MALL.id(), mall.key(DemoStore.MALL));
  }

  /** When its first day begins. */
  static Instant beginning() {
    return at(DAYS, 9);
  }

  private static Instant at(int daysAgo, int hour) {
    return LocalDate.ofInstant(NOW, ZONE)
        .minusDays(daysAgo)
        .atTime(LocalTime.of(hour, 0))
        .atZone(ZONE)
        .toInstant();
  }

  /** All of it; afterwards it is {@link #NOW}. */
  void trade() {
    for (int i = 1; i <= 4; i++) {
      holders.add(Holder.withNewCard(mall, "reader-" + i, FULL_MINOR));
    }
    for (int daysAgo = DAYS; daysAgo > 0; daysAgo--) {
      sell(at(daysAgo, 14), customers(daysAgo));
      if (REFUNDED.contains(daysAgo)) {
        giveBack();
      }
    }
    for (int hour = 10; hour <= 15; hour++) {
      sell(at(0, hour), LAST_DAY.get(hour));
      if (hour == 13) {
        decline();
        leaveInDoubt();
      }
    }
    deliverInVain();
    moveTo(NOW);
    Wait.until(SOON, () -> state(doubted).equals("IN_DOUBT"), "Nothing is in doubt.");
  }

  /** Until then the server refuses what is signed by the clock: it was signed in the future. */
  private void moveTo(Instant time) {
    clock.moveTo(time);
    DemoShop shop = mall.shop();
    MallApi.Party bakery = shop.party(store(DemoGood.ALL.get(0)));
    Wait.until(
        SOON,
        () -> shop.mall().order(bakery, "none").status() == 404,
        "The server does not go by the clock that was set.");
  }

  private String state(String settlement) {
    return mall.trace(settlement).state();
  }

  private int customers(int daysAgo) {
    DayOfWeek day = LocalDate.ofInstant(at(daysAgo, 14), ZONE).getDayOfWeek();
    boolean free = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    return (free ? 6 : 3) + chance.nextInt(4);
  }

  private void sell(Instant time, int times) {
    moveTo(time);
    for (int i = 0; i < times; i++) {
      Holder holder = holders.get(i % holders.size());
      if (holder.balance() < DEAREST_MINOR) {
        holder.load(FULL_MINOR - DEAREST_MINOR);
      }
      paidLast = order(goods());
      holder.pay(paidLast).require(200);
    }
    Wait.until(SOON, () -> state(paidLast).equals("RECEIPTED"), "No receipt came.");
  }

  /** A good, or one each of two stores. */
  private List<DemoGood> goods() {
    DemoGood first = DemoGood.ALL.get(chance.nextInt(DemoGood.ALL.size()));
    List<DemoGood> others =
        DemoGood.ALL.stream().filter(good -> !good.store().equals(first.store())).toList();
    return chance.nextInt(3) > 0
        ? List.of(first)
        : List.of(first, others.get(chance.nextInt(others.size())));
  }

  /** The stores' tills order, the mall's desk makes one payment of it; gives the settlement. */
  private String order(List<DemoGood> goods) {
    DemoShop shop = mall.shop();
    List<Map<String, String>> orders = new ArrayList<>();
    for (DemoGood good : goods) {
      Signed<Order> order =
          shop.mall().order(shop.party(store(good)), Till.newId(), good.priceMinor(), named(good));
      shop.mall().send(order).require(201);
      orders.add(MallApi.named(order));
    }
    return shop.mall()
        .bundle(shop.party(DemoStore.MALL), orders)
        .require(201)
        .json()
        .text("settlementId");
  }

  private static DemoStore store(DemoGood good) {
    return DemoStore.ALL.stream()
        .filter(store -> store.id().equals(good.store()))
        .findFirst()
        .orElseThrow();
  }

  private static String named(DemoGood good) {
    return good.name().replaceFirst(" ·.*", "");
  }

  private static List<DemoGood> goods(String... ids) {
    return DemoGood.ALL.stream().filter(good -> List.of(ids).contains(good.id())).toList();
  }

  private void giveBack() {
    Holder holder = holders.get(chance.nextInt(holders.size()));
    DemoGood good = goods("books-novel").get(0);
    String settlement = order(List.of(good));
    holder.pay(settlement).require(200);
    Wait.until(SOON, () -> state(settlement).equals("RECEIPTED"), "No receipt came.");
    new Refunding(mall, desk).line(settlement, good.store(), good.priceMinor());
    new Presenter(mall, holder).touch();
  }

  /** A card with too little on it says no. */
  private void decline() {
    Holder poor = Holder.withNewCard(mall, "reader-5", SMALL_MINOR);
    Http.Reply reply = poor.pay(order(goods("books-dictionary")));
    if (!reply.code().equals(Optional.of("card-declined"))) {
      throw new Trouble("The card declined nothing: " + reply.body());
    }
  }

  /** A card is taken away before it answered, and was not seen since. */
  private void leaveInDoubt() {
    hasty = Holder.withNewCard(mall, "reader-6", FULL_MINOR);
    doubted = order(goods("flowers-roses", "bakery-melon"));
    hasty.issue(doubted, hasty.touch()).require(200);
  }

  /** The kiosk was paid and does not answer the manager. */
  private void deliverInVain() {
    Till kiosk = new Till(mall, DemoStore.KIOSK.id(), mall.key(DemoStore.KIOSK));
    long now = mall.now();
    TillDoor door = new TillDoor();
    String nobody = door.baseUrl();
    door.close();
    CompletionEndpoint endpoint =
        new CompletionEndpoint(
            kiosk.storeId(), Settings.MANAGER_ID, nobody + "/completions", now, now + 600);
    mall.http()
        .putJose(
            Till.STORE_API + "/completion-endpoint", Signed.by(kiosk.key(), endpoint).compact())
        .require(200);
    long price = 820;
    String what = "Tea and a newspaper";
    SettlementRequest request =
        new SettlementRequest(
            kiosk.storeId(),
            Settings.MANAGER_ID,
            Till.newId(),
            Amount.of(price, Mall.CURRENCY),
            what,
            List.of(new RequestLine(kiosk.storeId(), price, what, "till-2-0417")),
            now,
            now + 900);
    holders.get(0).pay(kiosk.post(kiosk.sign(request))).require(200);
  }

  /** Whoever goes shopping next puts it on the reader, with as much on it as on the first day. */
  void fillTheFirstCard() {
    Holder holder = holders.get(0);
    holder.load(FULL_MINOR - holder.balance());
  }

  /** Whose payment is in doubt. */
  Holder hasty() {
    return hasty;
  }
}

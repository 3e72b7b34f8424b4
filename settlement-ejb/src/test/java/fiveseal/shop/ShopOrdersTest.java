package fiveseal.shop;

import static fiveseal.shop.ShopRecords.ADMIN;
import static fiveseal.shop.ShopRecords.BAKERY;
import static fiveseal.shop.ShopRecords.MALL;
import static fiveseal.shop.ShopRecords.NOW;
import static fiveseal.shop.ShopRecords.STRANGER;
import static fiveseal.shop.ShopRecords.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.Selling;
import fiveseal.manager.Tenant;
import fiveseal.manager.shop.Basket;
import fiveseal.manager.shop.BasketLine;
import fiveseal.manager.shop.GoodDraft;
import fiveseal.manager.shop.GoodState;
import fiveseal.manager.shop.PastOrder;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.StoreDraft;
import fiveseal.manager.shop.TillOrder;
import fiveseal.manager.shop.TillOrderKey;
import fiveseal.manager.shop.TillOrderPage;
import fiveseal.protocol.Amount;
import fiveseal.protocol.Digests;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Order;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopOrdersTest {
  private static final SigningKey KEY = SigningKey.generate();
  private static ShopRecords records;

  private final GoodsDeskBean desk = records.desk();
  private final BasketsBean baskets = records.baskets();
  private final ShopOrdersBean orders = records.orders();
  private final String secret = baskets.newSecret();
  private final String tag = UUID.randomUUID().toString();
  private final String bread = good("bakery", "Bread", 480);
  private final String novel = good("books", "A novel", 1500);

  @BeforeAll
  static void start() throws IOException, SQLException {
    records = ShopRecords.start();
  }

  @AfterAll
  static void stop() throws IOException {
    records.close();
  }

  private String good(String store, String name, long price) {
    return desk.put(ADMIN, store, store + "-" + tag, 0, draft(name, price)).goodId();
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProtocolException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private Basket basket() {
    return baskets.basket(MALL, secret);
  }

  private String nextOrder() {
    return basket().orderId().orElseThrow();
  }

  @Test
  void order_ofABasket_hasAPartPerStore_andEmptiesIt() {
    baskets.put(MALL, secret, bread, 2, 480);
    baskets.put(MALL, secret, novel, 1, 1500);
    assertThat(basket().amountMinor()).isEqualTo(2460);
    assertThat(basket().count()).isEqualTo(3);

    ShopOrder order = orders.order(MALL, secret, nextOrder());

    assertThat(order.amountMinor()).isEqualTo(2460);
    assertThat(order.parts())
        .extracting(ShopOrder.Part::storeId)
        .containsExactly("bakery", "books");
    assertThat(order.parts().get(0).description()).isEqualTo("2 × Bread");
    assertThat(order.parts().get(1).orderRef()).isEqualTo(order.requestId() + "-2");
    assertThat(orders.byId(MALL, order.orderId())).contains(order);
    assertThat(orders.byId("mall-2", order.orderId())).isEmpty();
    assertThat(basket().lines()).isEmpty();
  }

  @Test
  void order_pressedTwice_evenAtOnce_isOneOrder() throws Exception {
    baskets.put(MALL, secret, bread, 1, 480);
    String orderId = nextOrder();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<ShopOrder>> presses =
          IntStream.range(0, 6)
              .<Callable<ShopOrder>>mapToObj(i -> () -> orders.order(MALL, secret, orderId))
              .toList();
      List<String> requests = new ArrayList<>();
      for (Future<ShopOrder> made : threads.invokeAll(presses)) {
        requests.add(made.get().requestId());
      }
      assertThat(requests).hasSize(6).containsOnly(requests.get(0));
    } finally {
      threads.shutdown();
    }
    assertThat(nextOrder()).isNotEqualTo(orderId);
  }

  @Test
  void order_byWhoHasNotTheBasket_isNotFound() {
    baskets.put(MALL, secret, bread, 1, 480);
    String orderId = nextOrder();

    refused(ErrorCode.NOT_FOUND, () -> orders.order(MALL, baskets.newSecret(), orderId));
    orders.order(MALL, secret, orderId);
    refused(ErrorCode.NOT_FOUND, () -> orders.order(MALL, baskets.newSecret(), orderId));
    refused(ErrorCode.NOT_FOUND, () -> orders.order(MALL, secret, "x".repeat(22)));
  }

  @Test
  void order_afterAPriceChanged_isAskedAgain_andThenAtTheNewPrice() {
    baskets.put(MALL, secret, bread, 1, 480);
    desk.put(BAKERY, "bakery", bread, 1, draft("Bread", 520));

    assertThat(basket().lines().get(0).priceChanged()).isTrue();
    refused(ErrorCode.CONFLICTING_REPLAY, () -> orders.order(MALL, secret, nextOrder()));
    baskets.acceptPrices(secret);
    assertThat(orders.order(MALL, secret, nextOrder()).amountMinor()).isEqualTo(520);
  }

  @Test
  void order_ofWhatIsSoldOutMeanwhile_isAskedAgain() {
    baskets.put(MALL, secret, bread, 1, 480);
    baskets.put(MALL, secret, novel, 1, 1500);
    desk.put(
        BAKERY, "bakery", bread, 1, new GoodDraft("Bread", "", 480, "JPY", GoodState.SOLD_OUT));

    refused(ErrorCode.CONFLICTING_REPLAY, () -> orders.order(MALL, secret, nextOrder()));
    assertThat(basket().amountMinor()).isEqualTo(1500);
    baskets.set(secret, bread, 0);
    assertThat(orders.order(MALL, secret, nextOrder()).amountMinor()).isEqualTo(1500);
  }

  @Test
  void order_ofAStoreThatStoppedSelling_isAskedAgain_andTheRestIsOrdered() {
    String store = "s-" + tag.substring(0, 8);
    records.register().put(MALL, store, "A store", Selling.SELLS);
    String rose = good(store, "A rose", 300);
    baskets.put(MALL, secret, rose, 1, 300);
    baskets.put(MALL, secret, bread, 1, 480);
    records.register().put(MALL, store, "A store", Selling.SUSPENDED);

    BasketLine stopped = basket().lines().get(0);
    assertThat(stopped.good().storeSells()).isFalse();
    assertThat(basket().orderable()).isFalse();
    assertThat(basket().amountMinor()).isEqualTo(480);
    refused(ErrorCode.CONFLICTING_REPLAY, () -> orders.order(MALL, secret, nextOrder()));
    refused(ErrorCode.NOT_FOUND, () -> baskets.put(MALL, secret, rose, 1, 300));
    baskets.set(secret, rose, 0);
    assertThat(orders.order(MALL, secret, nextOrder()).amountMinor()).isEqualTo(480);
  }

  @Test
  void allSell_isAskedOfTheRegisterAndTheMall_now() {
    String store = "s-" + tag.substring(0, 8);
    records.register().put(MALL, store, "A store", Selling.SELLS);
    baskets.put(MALL, secret, good(store, "A rose", 300), 1, 300);
    baskets.put(MALL, secret, bread, 1, 480);
    ShopOrder order = orders.order(MALL, secret, nextOrder());
    assertThat(orders.allSell(order)).isTrue();

    records.register().put(MALL, store, "Another name", Selling.CLOSED);
    assertThat(orders.allSell(order)).isFalse();
    assertThat(orders.byId(MALL, order.orderId()).orElseThrow().parts())
        .as("as it was then")
        .extracting(ShopOrder.Part::storeName)
        .containsExactly("A store", "The bakery");
    records.register().put(MALL, store, "Another name", Selling.SELLS);
    desk.putStore(ADMIN, store, 1, new StoreDraft("", false));
    assertThat(orders.allSell(order)).isFalse();
  }

  @Test
  void order_ofAnEmptyBasket_orTooDearForACard_isRefused() {
    refused(ErrorCode.NOT_FOUND, () -> orders.order(MALL, secret, "x".repeat(22)));
    String dear = good("flowers", "A garden", 2_000_000_000);
    baskets.put(MALL, secret, dear, 2, 2_000_000_000);
    refused(ErrorCode.MESSAGE_REFUSED, () -> orders.order(MALL, secret, nextOrder()));
    baskets.set(secret, dear, 0);
    refused(ErrorCode.MESSAGE_REFUSED, () -> orders.order(MALL, secret, nextOrder()));
  }

  @Test
  void basket_keepsWithinItsLimits() {
    baskets.put(MALL, secret, bread, 60, 480);
    baskets.put(MALL, secret, bread, 60, 480);
    assertThat(basket().count()).isEqualTo(99);
    refused(ErrorCode.MESSAGE_REFUSED, () -> baskets.put(MALL, secret, bread, 0, 480));
    refused(ErrorCode.MESSAGE_REFUSED, () -> baskets.set(secret, bread, 100));
    refused(ErrorCode.NOT_FOUND, () -> baskets.put(MALL, secret, "missing", 1, 1));
    refused(ErrorCode.NOT_FOUND, () -> baskets.put("mall-2", secret, bread, 1, 480));
    String euro = "e-" + tag;
    desk.put(
        ADMIN, "books", euro, 0, new GoodDraft("Un roman", "", 900, "EUR", GoodState.FOR_SALE));
    refused(ErrorCode.MESSAGE_REFUSED, () -> baskets.put(MALL, secret, euro, 1, 900));
  }

  @Test
  void sweep_deletesOnlyWhatNobodyTouched() {
    baskets.put(MALL, secret, bread, 1, 480);
    records.baskets(NOW.plus(Duration.ofDays(29))).sweep();
    assertThat(basket().lines()).hasSize(1);
    records.baskets(NOW.plus(Duration.ofDays(31))).sweep();
    assertThat(basket()).isEqualTo(Basket.EMPTY);
  }

  @Test
  void byReceipt_findsTheOrderOfAPaper() {
    baskets.put(MALL, secret, bread, 1, 480);
    ShopOrder order = orders.order(MALL, secret, nextOrder());
    MallJournalBean journal = new MallJournalBean(records.source());
    String settlement = UUID.randomUUID().toString();
    journal.requestMade(order.requestId(), "a.b.c");
    journal.completionAccepted(order.requestId(), settlement, "d.e.f");
    journal.receiptIssued(order.requestId(), "g.h." + settlement);

    assertThat(orders.byReceipt(MALL, Digests.sha256("g.h." + settlement))).contains(order);
    assertThat(orders.byReceipt(MALL, Digests.sha256("d.e.f"))).isEmpty();
  }

  @Test
  void ofBasket_findsItsOwnOrders_newestFirst_andNoneOfOthers() {
    baskets.put(MALL, secret, bread, 1, 480);
    String first = orders.order(MALL, secret, nextOrder()).orderId();
    baskets.put(MALL, secret, novel, 1, 1500);
    String second = records.orders(NOW.plusSeconds(1)).order(MALL, secret, nextOrder()).orderId();

    assertThat(orders.ofBasket(MALL, secret))
        .extracting(PastOrder::orderId)
        .containsExactly(second, first);
    assertThat(orders.ofBasket(MALL, baskets.newSecret())).isEmpty();
    assertThat(orders.ofBasket("mall-2", secret)).isEmpty();
  }

  @Test
  void ended_isKeptAsFirstTold() {
    baskets.put(MALL, secret, bread, 1, 480);
    String orderId = orders.order(MALL, secret, nextOrder()).orderId();
    orders.ended(orderId, "CANCELLED");
    orders.ended(orderId, "EXPIRED");
    assertThat(orders.byId(MALL, orderId).orElseThrow().ended()).contains("CANCELLED");
  }

  private TillOrder till(String store, String orderId, long amount) {
    long iat = NOW.getEpochSecond();
    Order order =
        new Order(store, MALL, orderId, Amount.of(amount, "JPY"), "Three rolls", iat, iat + 3600);
    return new TillOrder(
        store,
        "",
        true,
        orderId,
        Signed.by(KEY, order).compact(),
        amount,
        "JPY",
        "Three rolls",
        NOW,
        NOW.plusSeconds(3600),
        Optional.empty());
  }

  private List<String> open(Tenant tenant, String text) {
    List<String> found = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      TillOrderPage page = orders.open(tenant, Optional.of(text), after, 2);
      page.orders().forEach(order -> found.add(order.storeId() + "/" + order.orderId()));
      after = page.next();
    } while (after.isPresent());
    return found;
  }

  @Test
  void tillOrders_areBundledOnce_intoOneOrder() {
    for (int i = 0; i < 3; i++) {
      assertThat(orders.keep(till("bakery", "b" + i + "-" + tag, 100 + i))).isTrue();
    }
    orders.keep(till("books", "k-" + tag, 900));
    assertThat(open(ADMIN, tag)).hasSize(4).doesNotHaveDuplicates();
    assertThat(open(BAKERY, tag)).hasSize(3);
    assertThat(open(STRANGER, tag)).isEmpty();

    List<TillOrderKey> two =
        List.of(new TillOrderKey("bakery", "b1-" + tag), new TillOrderKey("books", "k-" + tag));
    refused(ErrorCode.NOT_FOUND, () -> orders.bundle(BAKERY, two.subList(0, 1)));
    refused(ErrorCode.NOT_FOUND, () -> orders.bundle(STRANGER, two));
    ShopOrder bundle = orders.bundle(ADMIN, two);

    assertThat(bundle.amountMinor()).isEqualTo(1001);
    assertThat(bundle.parts())
        .extracting(ShopOrder.Part::orderRef)
        .containsExactly("b1-" + tag, "k-" + tag);
    assertThat(orders.byId(MALL, bundle.orderId()).orElseThrow().parts()).isEqualTo(bundle.parts());
    assertThat(open(ADMIN, tag)).hasSize(2);
    assertThat(orders.bundle(ADMIN, two)).isEqualTo(bundle);
    assertThat(orders.bundle(ADMIN, List.of(two.get(1), two.get(0), two.get(1))))
        .as("the same orders")
        .isEqualTo(bundle);
    refused(ErrorCode.NOT_FOUND, () -> orders.bundle(STRANGER, two));
    refused(ErrorCode.NOT_FOUND, () -> orders.bundle(ADMIN, two.subList(0, 1)));
    refused(
        ErrorCode.NOT_FOUND,
        () ->
            orders.bundle(
                ADMIN, List.of(two.get(0), two.get(1), new TillOrderKey("bakery", "b2-" + tag))));
    assertThat(open(ADMIN, tag)).hasSize(2);
    assertThat(orders.tillOrder("books", "k-" + tag).orElseThrow().bundledIn())
        .contains(bundle.orderId());
    assertThat(orders.tillOrder("bakery", "k-" + tag)).isEmpty();
  }

  @Test
  void tillOrder_again_isTheSame_andAnotherUnderItsIdConflicts() {
    TillOrder first = till("bakery", "b-" + tag, 100);
    assertThat(orders.keep(first)).isTrue();
    assertThat(orders.keep(first)).isFalse();
    assertThat(orders.keep(till("bakery", "b-" + tag, 100))).isFalse();
    refused(ErrorCode.CONFLICTING_REPLAY, () -> orders.keep(till("bakery", "b-" + tag, 101)));
    assertThat(orders.keep(till("books", "b-" + tag, 101))).isTrue();
  }

  @Test
  void tillOrder_ofAStoreThatDoesNotSell_isRefused_andOneThatWasTakenIsRead() {
    String store = "s-" + tag.substring(0, 8);
    records.register().put(MALL, store, "Stall of " + tag, Selling.SELLS);
    TillOrder taken = till(store, "t-1", 100);
    orders.keep(taken);
    assertThat(open(ADMIN, "STALL OF " + tag)).as("by its name").containsExactly(store + "/t-1");
    records.register().put(MALL, store, "Stall of " + tag, Selling.SUSPENDED);

    refused(ErrorCode.MESSAGE_REFUSED, () -> orders.keep(till(store, "t-2", 100)));
    assertThat(orders.tillOrder(store, "t-2")).isEmpty();
    assertThat(orders.keep(taken)).as("the same again is answered as before").isFalse();
    assertThat(orders.tillOrder(store, "t-1").orElseThrow().storeSells()).isFalse();
    refused(
        ErrorCode.MESSAGE_REFUSED,
        () -> orders.bundle(ADMIN, List.of(new TillOrderKey(store, "t-1"))));
    refused(ErrorCode.NOT_FOUND, () -> orders.keep(till("nobody", "t-1", 100)));
    records.register().put(MALL, store, "Stall of " + tag, Selling.SELLS);
    assertThat(orders.bundle(ADMIN, List.of(new TillOrderKey(store, "t-1"))).amountMinor())
        .isEqualTo(100);
  }

  @Test
  void tillOrder_pastItsTime_isNotOpen() {
    orders.keep(till("bakery", "late-" + tag, 100));
    ShopOrdersBean later = records.orders(NOW.plusSeconds(3601));
    assertThat(later.open(ADMIN, Optional.of("late-" + tag), Optional.empty(), 5).orders())
        .isEmpty();
    refused(
        ErrorCode.NOT_FOUND,
        () -> later.bundle(ADMIN, List.of(new TillOrderKey("bakery", "late-" + tag))));
  }
}

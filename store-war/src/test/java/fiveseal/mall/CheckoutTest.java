package fiveseal.mall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.shop.ShopOrder;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.FakeManager;
import fiveseal.storedevice.TestManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class CheckoutTest {
  @TempDir private Path folder;
  private final SigningKey key = SigningKey.generate();
  private final Map<String, String> properties = new HashMap<>();
  private final MallRecords records = new MallRecords();
  private final EndedOrders ended = new EndedOrders();
  private final Checkout checkout = new Checkout();
  private final AtomicLong nanos = new AtomicLong();
  private FakeManager manager;

  @BeforeEach
  void open() throws IOException {
    manager = new FakeManager(Clock.systemUTC(), "mall-1", key);
    Path keyFile = Files.writeString(folder.resolve("mall.pem"), key.toPem(), UTF_8);
    properties.put("fiveseal.mall.id", "mall-1");
    properties.put("fiveseal.mall.key-file", keyFile.toString());
    properties.put("fiveseal.store.base-url", manager.storeBase().toString());
    properties.put("fiveseal.client.base-url", manager.clientBase().toString());
    checkout.mall = new Mall(records, name -> Optional.ofNullable(properties.get(name)));
    checkout.journal = records;
    checkout.orders = ended;
    checkout.lastSaid = new LastSaid(nanos::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private ShopOrder order(String... stores) {
    List<ShopOrder.Part> parts =
        List.of(stores).stream()
            .map(store -> new ShopOrder.Part(store, store, "ref", "1 × Thing", 500, List.of()))
            .toList();
    return new ShopOrder(
        "o".repeat(22),
        "r-1",
        "mall-1",
        "Things",
        500L * parts.size(),
        "JPY",
        Instant.now(),
        parts,
        ended.of("o".repeat(22)));
  }

  @Test
  void status_ofANewOrder_requestsIt_onceHoweverOftenOneLooks() {
    OrderStatus first = checkout.status(order("bakery", "books"));
    OrderStatus second = checkout.status(order("bakery", "books"));

    assertThat(first.state()).isEqualTo(OrderState.WAITING);
    assertThat(first.payUrl().orElseThrow()).contains("#settlement=");
    assertThat(second).isEqualTo(first);
    assertThat(manager.requestBodies()).hasSize(1);
  }

  @Test
  void status_afterACardPaid_hasTheReceiptOfEveryPart() {
    checkout.status(order("bakery", "books"));
    manager.pay("r-1", TestManager.first());

    OrderStatus status = checkout.status(order("bakery", "books"));

    assertThat(status.state()).isEqualTo(OrderState.PAID);
    assertThat(status.receipt().orElseThrow().message().lines())
        .extracting(ReceiptLine::store)
        .containsExactly("bakery", "books");
    assertThat(manager.state("r-1")).isEqualTo("RECEIPTED");
  }

  @Test
  void status_afterAForgedCompletion_isNotPaid() {
    checkout.status(order("bakery"));
    String forged =
        TestManager.intruder()
            .completion(manager.settlementOf("r-1"), manager.requestBodies().get(0));
    manager.answerCompletionWith("r-1", forged);

    assertThat(checkout.status(order("bakery")).state()).isEqualTo(OrderState.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCELLED", "EXPIRED", "DECLINED", "REVERSED"})
  void status_ofWhatEndedUnpaid_isKept(OrderState state) {
    checkout.status(order("bakery"));
    manager.end("r-1", state.name());

    assertThat(checkout.status(order("bakery")).state()).isEqualTo(state);
    manager.end("r-1", "REQUESTED");
    assertThat(checkout.status(order("bakery")).state()).isEqualTo(state);
  }

  @Test
  void status_inDoubt_saysSo_andStaysOpen() {
    checkout.status(order("bakery"));
    manager.end("r-1", "IN_DOUBT");

    assertThat(checkout.status(order("bakery")).state()).isEqualTo(OrderState.IN_DOUBT);
    assertThat(ended.of("o".repeat(22))).isEmpty();
  }

  @Test
  void status_ofWhatTheManagerRefuses_isRefused() {
    assertThat(checkout.status(order("stranger")).state()).isEqualTo(OrderState.REFUSED);
    assertThat(ended.of("o".repeat(22))).contains("REFUSED");
  }

  @Test
  void status_afterAStoreStoppedSelling_signsNothing_andIsRefused() {
    ended.stopped.add("books");

    assertThat(checkout.status(order("bakery", "books")).state()).isEqualTo(OrderState.REFUSED);
    assertThat(records.byRequest("r-1")).as("no message 1").isEmpty();
    assertThat(manager.requestBodies()).isEmpty();
    ended.stopped.clear();
    assertThat(checkout.status(order("bakery", "books")).state()).isEqualTo(OrderState.REFUSED);
  }

  @Test
  void status_ofWhatWasAskedForBefore_goesOn_whenAStoreStopsSelling() {
    checkout.status(order("bakery"));
    ended.stopped.add("bakery");

    assertThat(checkout.status(order("bakery")).state()).isEqualTo(OrderState.WAITING);
    manager.pay("r-1", TestManager.first());
    assertThat(checkout.status(order("bakery")).state()).isEqualTo(OrderState.PAID);
  }

  @Test
  void status_whileTheManagerIsAway_isUnknown_orUnsent() {
    checkout.status(order("bakery"));
    manager.close();

    OrderStatus status = checkout.status(order("bakery"));

    assertThat(status.state()).isEqualTo(OrderState.UNKNOWN);
    assertThat(status.payUrl()).isPresent();
  }

  @Test
  void glance_howeverOften_asksTheManagerNowAndThen() {
    OrderStatus first = checkout.glance(order("bakery"));
    for (int look = 0; look < 20; look++) {
      assertThat(checkout.glance(order("bakery"))).isEqualTo(first);
    }

    assertThat(first.state()).isEqualTo(OrderState.WAITING);
    assertThat(manager.reads()).isEqualTo(1);
    manager.end("r-1", "IN_DOUBT");
    assertThat(checkout.glance(order("bakery")).state()).isEqualTo(OrderState.WAITING);
    nanos.addAndGet(5_000_000_000L);
    assertThat(checkout.glance(order("bakery")).state()).isEqualTo(OrderState.IN_DOUBT);
    assertThat(manager.reads()).isEqualTo(2);
  }

  @Test
  void glance_afterACompletionWasPushed_isPaidAtOnce_withoutAsking() {
    checkout.glance(order("bakery", "books"));
    checkout.mall.complete(manager.pay("r-1", TestManager.first()));

    assertThat(checkout.glance(order("bakery", "books")).state()).isEqualTo(OrderState.PAID);
    assertThat(manager.reads()).isEqualTo(1);
  }

  @Test
  void glance_whileTheManagerWantsToBeAskedLess_staysAsItWas() {
    checkout.glance(order("bakery"));
    manager.beBusy(true);
    nanos.addAndGet(5_000_000_000L);

    OrderStatus status = checkout.glance(order("bakery"));

    assertThat(status.state()).isEqualTo(OrderState.WAITING);
    assertThat(status.payUrl()).isPresent();
    assertThat(checkout.status(order("bakery")).state()).isEqualTo(OrderState.WAITING);
  }

  @Test
  void glance_afterCancelling_isWhatTheManagerSaidThen() {
    checkout.glance(order("bakery"));
    manager.end("r-1", "IN_DOUBT");
    checkout.cancel(order("bakery"));

    assertThat(checkout.glance(order("bakery")).state()).isEqualTo(OrderState.IN_DOUBT);
  }

  @Test
  void glance_whileTheManagerIsAway_doesNotTryEachTime() {
    manager.close();

    assertThat(checkout.glance(order("bakery")).state()).isEqualTo(OrderState.UNSENT);
    assertThat(checkout.glance(order("bakery")).state()).isEqualTo(OrderState.UNSENT);
  }

  @Test
  void cancel_beforePaying_isCancelled_andAfterItChangesNothing() {
    checkout.status(order("bakery"));
    assertThat(checkout.cancel(order("bakery")).state()).isEqualTo(OrderState.CANCELLED);
    assertThat(checkout.cancel(order("bakery")).state()).isEqualTo(OrderState.CANCELLED);
    assertThat(manager.reversalBodies()).hasSize(1);
  }

  @Test
  void cancel_afterPaying_staysPaid() {
    checkout.status(order("bakery"));
    manager.pay("r-1", TestManager.first());

    assertThat(checkout.cancel(order("bakery")).state()).isEqualTo(OrderState.PAID);
  }
}

package fiveseal.mall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.FakeManager;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.StoreOrder;
import fiveseal.storedevice.TakenRequest;
import fiveseal.storedevice.TestManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MallTest {
  private static final List<RequestLine> LINES =
      List.of(
          new RequestLine("bakery", 480, "Bread", "b-17"),
          new RequestLine("books", 1500, "A novel", "k-9"));

  @TempDir private Path folder;
  private final SigningKey key = SigningKey.generate();
  private final Map<String, String> properties = new HashMap<>();
  private final MallRecords records = new MallRecords();
  private FakeManager manager;

  @BeforeEach
  void open() throws IOException {
    manager = new FakeManager(Clock.systemUTC(), "mall-1", key);
    Path keyFile = Files.writeString(folder.resolve("mall.pem"), key.toPem(), UTF_8);
    properties.put("fiveseal.mall.id", "mall-1");
    properties.put("fiveseal.mall.key-file", keyFile.toString());
    properties.put("fiveseal.store.base-url", manager.storeBase().toString());
    properties.put("fiveseal.client.base-url", manager.clientBase() + "/");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static StoreOrder order(String requestId, List<RequestLine> lines) {
    long sum = lines.stream().mapToLong(RequestLine::amountMinor).sum();
    return new StoreOrder(requestId, sum, "JPY", "Two items", lines);
  }

  private Mall mall() {
    return new Mall(records, name -> Optional.ofNullable(properties.get(name)));
  }

  @Test
  @DisplayName("Claim 7 works: one request for a basket over several lower stores, a line for each")
  void request_ofABasket_isOneSettlement() {
    TakenRequest taken = mall().request(order("r-1", LINES));

    assertThat(manager.requestBodies()).hasSize(1);
    SettlementRequest request =
        Signed.parse(manager.requestBodies().get(0), SettlementRequest.class).message();
    assertThat(request.iss()).isEqualTo("mall-1");
    assertThat(request.amount().minor()).isEqualTo(1980);
    assertThat(request.lines()).isEqualTo(LINES);
    assertThat(taken.settlementId()).isEqualTo(manager.settlementOf("r-1"));
    assertThat(manager.endpoint()).contains(manager.storeBase() + "/mall/v1/completions");
  }

  @Test
  @DisplayName("Claim 7 works: the mall's receipt has a number for every lower store")
  void complete_ofAPaidBasket_receiptsEveryLine() {
    Mall mall = mall();
    String requestId = "r-1";
    mall.request(order(requestId, LINES));
    String message3 = manager.pay(requestId, TestManager.first());

    String message4 = mall.complete(message3);

    SettlementReceipt receipt = Signed.parse(message4, SettlementReceipt.class).message();
    assertThat(receipt.lines()).extracting(ReceiptLine::store).containsExactly("bakery", "books");
    assertThat(receipt.lines()).extracting(ReceiptLine::receiptNumber).doesNotHaveDuplicates();
    assertThat(mall().complete(message3)).isEqualTo(message4);
  }

  @Test
  @DisplayName("Claim 7 refuses: a completion of the mall's that another key signed")
  void complete_ofAForgedCompletion_isRefused() {
    Mall mall = mall();
    String requestId = "r-1";
    mall.request(order(requestId, LINES));
    String message1 = manager.requestBodies().get(0);
    String forged = TestManager.intruder().completion(manager.settlementOf(requestId), message1);

    assertThatThrownBy(() -> mall.complete(forged)).isInstanceOf(ProtocolException.class);
    assertThat(records.byRequest(requestId).orElseThrow().message4()).isEmpty();
  }

  @Test
  void request_withALineOfAStranger_isRefusedByTheManager() {
    List<RequestLine> lines = List.of(new RequestLine("stranger", 100, "Bread", "b-1"));

    assertThatThrownBy(() -> mall().request(order("r-1", lines)))
        .isInstanceOfSatisfying(
            ManagerRefusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo("message-refused"));
  }

  @Test
  void cancel_beforeTheCardPays_isTheSettlementsEnd() {
    Mall mall = mall();
    String settlementId = mall.request(order("r-1", LINES)).settlementId();

    assertThat(mall.state(settlementId)).isEqualTo("REQUESTED");
    assertThat(mall.cancel("r-1")).isEqualTo("CANCELLED");
    assertThat(mall.state(settlementId)).isEqualTo("CANCELLED");
  }

  @Test
  void request_whereThereIsNoMall_isNotFound() {
    properties.remove("fiveseal.mall.id");

    assertNotFound();
    mall().catchUp();
  }

  private void assertNotFound() {
    assertThatThrownBy(() -> mall().request(order("r-1", LINES)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThat(manager.requestBodies()).isEmpty();
  }

  @Test
  void request_withoutAKeyFile_namesTheProperty() {
    properties.remove("fiveseal.mall.key-file");

    assertThatThrownBy(() -> mall().request(order("r-1", LINES)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fiveseal.mall.key-file");
  }

  @Test
  void catchUp_afterAPushThatWasLost_fetchesAndReceipts() {
    Mall mall = mall();
    String requestId = "r-1";
    mall.request(order(requestId, LINES));
    manager.pay(requestId, TestManager.first());

    mall.catchUp();

    assertThat(manager.state(requestId)).isEqualTo("RECEIPTED");
    assertThat(records.byRequest(requestId).orElseThrow().receiptTaken()).isTrue();
  }

  @Test
  void request_whileTheManagerRefusesTheDoor_waitsForNobody_andTriesOnceAMinute() throws Exception {
    AtomicLong nanos = new AtomicLong();
    Mall mall = new Mall(records, name -> Optional.ofNullable(properties.get(name)), nanos::get);
    CountDownLatch refusal = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    manager.refuseEndpoints(sent, refusal);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<TakenRequest> trying = other.submit(() -> mall.request(order("r-1", LINES)));
      assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();

      assertThat(mall.request(order("r-2", LINES)).settlementId()).isNotEmpty();
      assertThat(trying.isDone()).isFalse();
      refusal.countDown();
      assertThat(trying.get(10, TimeUnit.SECONDS).settlementId()).isNotEmpty();
    } finally {
      other.shutdownNow();
    }
    mall.request(order("r-3", LINES));
    assertThat(manager.registrations()).isEqualTo(1);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    mall.request(order("r-4", LINES));
    assertThat(manager.registrations()).isEqualTo(2);
  }

  @Test
  void keysOf_forManyCallersAtOnce_areFetchedOnce_andSomeSecondsLaterAgain() {
    AtomicLong nanos = new AtomicLong();
    Mall mall = new Mall(records, name -> Optional.ofNullable(properties.get(name)), nanos::get);
    mall.keysOf("bakery", KeyRole.LOWER_STORE);
    int first = manager.keyReads();

    for (int call = 0; call < 20; call++) {
      assertThat(mall.keysOf("bakery", KeyRole.LOWER_STORE).byKid("unknown")).isEmpty();
    }
    assertThat(manager.keyReads()).isEqualTo(first);
    mall.keysOf("books", KeyRole.LOWER_STORE);
    assertThat(manager.keyReads()).isEqualTo(first + 1);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    mall.keysOf("bakery", KeyRole.LOWER_STORE);
    assertThat(manager.keyReads()).isEqualTo(first + 2);
  }

  @Test
  void keysOf_aStoreThatRenewedItsKeyMeanwhile_haveTheNextOne_ifThePinnedCaCertifiedIt() {
    AtomicLong nanos = new AtomicLong();
    Mall mall = new Mall(records, name -> Optional.ofNullable(properties.get(name)), nanos::get);
    SigningKey before = SigningKey.generate();
    SigningKey next = SigningKey.generate();
    SigningKey forged = SigningKey.generate();
    manager.publishOfStore("bakery", List.of(published(before, true)));
    assertThat(mall.keysOf("bakery", KeyRole.LOWER_STORE).byKid(before.kid())).isPresent();

    manager.publishOfStore(
        "bakery",
        List.of(published(before, true), published(next, true), published(forged, false)));
    assertThat(mall.keysOf("bakery", KeyRole.LOWER_STORE).byKid(next.kid()))
        .as("they were fetched just now")
        .isEmpty();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    KeyRegister keys = mall.keysOf("bakery", KeyRole.LOWER_STORE);
    int reads = manager.keyReads();
    assertThat(keys.byKid(before.kid())).isPresent();
    assertThat(manager.keyReads()).as("nothing was missed").isEqualTo(reads);
    assertThat(keys.byKid(next.kid()).orElseThrow().owner()).isEqualTo("bakery");
    assertThat(keys.byKid(forged.kid())).isEmpty();
    assertThat(manager.keyReads()).isEqualTo(reads + 1);
  }

  private static Map<String, Object> published(SigningKey key, boolean byThePinnedCa) {
    Instant now = Instant.now();
    Instant end = now.plus(Duration.ofDays(365));
    List<String> x5c =
        byThePinnedCa
            ? TestManager.certify("bakery", key.publicKey(), now, end)
            : TestManager.certifyFalsely("bakery", key.publicKey(), now, end);
    return TestManager.published("bakery", key, x5c, now);
  }

  @Test
  void keysOf_whileTheManagerIsAway_failAtOnce_forAWhile() {
    AtomicLong nanos = new AtomicLong();
    Mall mall = new Mall(records, name -> Optional.ofNullable(properties.get(name)), nanos::get);
    mall.keysOf("bakery", KeyRole.LOWER_STORE);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    int before = manager.keyReads();
    manager.loseAnswers(1);

    for (int call = 0; call < 5; call++) {
      assertThatThrownBy(() -> mall.keysOf("bakery", KeyRole.LOWER_STORE))
          .isInstanceOf(ManagerRefusal.class);
    }
    assertThat(manager.keyReads()).isEqualTo(before + 1);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(mall.keysOf("bakery", KeyRole.LOWER_STORE)).isNotNull();
  }
}

package fiveseal.settlement;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import fiveseal.store.EndpointStated;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class CompletionDeliveryTest {
  private static final String OK =
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  private static Records records;

  private DeliveryNode node;

  @BeforeAll
  static void start() throws Exception {
    records = new Records();
  }

  @AfterAll
  static void stop() throws Exception {
    records.close();
  }

  @BeforeEach
  void open() {
    records.clear();
    node = new DeliveryNode(records, true);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private static String due(String store) {
    String id = records.due(store);
    records.sql(
        "insert into evidence (evidence_id, received_at, subject_id, seal, compact)"
            + " select coalesce(max(evidence_id), 0) + 1, now(), ?, 3, 'message.of.'"
            + " || replace(?, '-', '') from evidence",
        id,
        id);
    return id;
  }

  private static List<String> due(String store, int count) {
    return IntStream.range(0, count).mapToObj(i -> due(store)).toList();
  }

  private static List<String> log(String id) {
    return records.ask(deliveries -> deliveries.attempts(id)).stream()
        .map(a -> a.cause() + " " + a.outcome() + " " + a.isAcknowledged())
        .toList();
  }

  private static void awaitLog(String id, String... lines) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(log(id)).containsExactly(lines));
  }

  private static void awaitAcknowledged(List<String> ids) {
    await()
        .atMost(Duration.ofSeconds(9))
        .until(() -> ids.stream().allMatch(id -> records.delivery(id).isAcknowledged()));
  }

  // --- the way there

  @Test
  void deliver_whenJustCompleted_pushesMessage3() throws Exception {
    try (StoreServer store = StoreServer.answering(OK)) {
      node.endpoint("a", store);
      String id = due("a");
      node.delivery.deliver(id);

      awaitLog(id, "COMPLETION HTTP 200 true");
      assertThat(records.delivery(id).isAcknowledged()).isTrue();
      assertThat(store.heads).singleElement().asString().endsWith(id.replace("-", ""));
    }
  }

  @Test
  void deliver_whenTheAnswerIsAReceipt_takesIt() throws Exception {
    try (StoreServer store =
        StoreServer.answering("HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nr.c.p")) {
      node.endpoint("a", store);
      String id = due("a");
      node.delivery.deliver(id);

      awaitLog(id, "COMPLETION HTTP 201 with the receipt true");
      assertThat(node.receipts).containsExactly("receipt " + id + " r.c.p");
    }
  }

  @Test
  void deliverAgain_whenAcknowledged_pushesAgain() throws Exception {
    try (StoreServer store = StoreServer.answering(OK)) {
      node.endpoint("a", store);
      String id = due("a");
      node.delivery.deliver(id);
      awaitLog(id, "COMPLETION HTTP 200 true");

      records.ask(deliveries -> deliveries.wantAgain(id, records.clock().instant()));
      node.delivery.deliverAgain(id, "a");

      awaitLog(id, "COMPLETION HTTP 200 true", "RESEND HTTP 200 true");
      node.delivery.deliver(id);
      assertThat(store.heads).hasSize(2);
    }
  }

  @Test
  void deliverDue_whenABacklogWaits_drainsItWithoutTheTimersNextTurn() throws Exception {
    try (StoreServer store = StoreServer.answering(OK)) {
      node.endpoint("a", store);
      List<String> backlog = due("a", 100);
      node.delivery.deliverDue();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> backlog.stream().allMatch(id -> records.delivery(id).isAcknowledged()));
      assertThat(store.heads).hasSize(100);
    }
  }

  // --- what is refused stays due

  @Test
  void deliverDue_whenRefused_isLoggedAndStaysDue() throws Exception {
    int nobody;
    try (StoreServer closed = StoreServer.answering("")) {
      nobody = closed.port();
    }
    try (StoreServer moved =
            StoreServer.answering(
                "HTTP/1.1 302 Found\r\nLocation: http://localhost:" + nobody + "/\r\n\r\n");
        StoreServer endless =
            new StoreServer(
                out -> {
                  out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
                  while (true) {
                    out.write(new byte[8192]);
                  }
                })) {
      node.endpoint("moved", moved);
      node.endpoint("endless", endless);
      node.endpoints.put("gone", URI.create("http://localhost:" + nobody + "/"));
      node.endpoints.put("inside", URI.create("https://169.254.169.254/latest/meta-data"));
      List<String> all = List.of(due("moved"), due("endless"), due("gone"), due("inside"));
      node.delivery.deliverDue();

      awaitLog(all.get(0), "SCHEDULE HTTP 302 false");
      awaitLog(all.get(1), "SCHEDULE no answer: IOException false");
      awaitLog(all.get(2), "SCHEDULE no connection false");
      awaitLog(all.get(3), "SCHEDULE url is not a public address false");
      for (String id : all) {
        assertThat(records.delivery(id).nextAttemptAt())
            .contains(records.clock().instant().plus(RetryTimes.FIRST_PAUSE));
      }
    }
  }

  @Test
  void deliverDue_whenDemoModeIsOver_goesNoMoreToTheLoopback() throws Exception {
    try (StoreServer store = StoreServer.answering(OK);
        DeliveryNode earnest = new DeliveryNode(records, false)) {
      earnest.endpoint("a", store);
      String id = due("a");
      earnest.delivery.deliverDue();

      awaitLog(id, "SCHEDULE url is not https false");
      assertThat(store.connections).hasValue(0);
    }
  }

  @Test
  void deliverDue_whenTheStoreNeverAnswers_isLoggedAtTheDeadline() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (StoreServer silent = new StoreServer(out -> never.await())) {
      node.endpoint("a", silent);
      String id = due("a");
      node.delivery.deliverDue();

      awaitLog(id, "SCHEDULE no whole answer in time false");
      assertThat(records.delivery(id).isAcknowledged()).isFalse();
    }
  }

  @Test
  void deliverDue_whenTheStoreStatesItsEndpointLate_deliversThen() throws Exception {
    try (StoreServer store = StoreServer.answering(OK)) {
      String id = due("a");
      node.delivery.deliver(id);
      await().until(() -> records.delivery(id).lastOutcome().startsWith("no endpoint"));
      node.delivery.deliverDue();
      assertThat(log(id)).isEmpty();

      node.endpoint("a", store);
      records.tell(deliveries -> deliveries.endpointStated(new EndpointStated("a")));
      node.delivery.deliverDue();

      awaitLog(id, "SCHEDULE HTTP 200 true");
    }
  }

  // --- one store's trouble is its own

  @Test
  void deliverDue_whenOtherStoresAreDead_isNotHeldUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (StoreServer dead = new StoreServer(out -> never.await());
        StoreServer store = StoreServer.answering(OK)) {
      List<String> waiting = due("dead", 30);
      List<String> living = due("living", 30);
      node.endpoint("dead", dead);
      node.endpoint("living", store);
      node.delivery.deliverDue();

      awaitAcknowledged(living);
      assertThat(dead.connections.get()).isLessThanOrEqualTo(8);
      assertThat(waiting).noneMatch(id -> records.delivery(id).isAcknowledged());
    }
  }

  // --- outages and restarts

  @Test
  void deliverDue_whenTheDatabaseIsAway_doesNotThrow() {
    DeliveryStore real = node.delivery.deliveries;
    node.delivery.deliveries =
        new DeliveryStore() {
          @Override
          public List<String> storesWithDue(Instant now) {
            throw new IllegalStateException("no database");
          }
        };
    assertThatCode(node.delivery::deliverDue).doesNotThrowAnyException();
    assertThatCode(() -> node.delivery.deliver("any")).doesNotThrowAnyException();
    assertThatCode(() -> node.delivery.fetched("any")).doesNotThrowAnyException();
    node.delivery.deliveries = real;
  }

  @Test
  void deliverDue_whenTheNodeThatClaimedIsDead_isTakenOverAfterItsClaim() throws Exception {
    try (StoreServer store = StoreServer.answering(OK)) {
      node.endpoint("a", store);
      String id = due("a");
      records.ask(dead -> dead.claimDue("a", 10, records.clock().instant()));
      node.delivery.deliverDue();
      assertThat(store.connections).hasValue(0);

      records.clock().advance(DeliveryStore.CLAIM);
      node.delivery.deliverDue();

      awaitLog(id, "SCHEDULE HTTP 200 true");
    }
  }

  @Test
  void deliverDue_onTwoNodes_deliversEachOnce() throws Exception {
    try (StoreServer store = StoreServer.answering(OK);
        DeliveryNode other = new DeliveryNode(records, true)) {
      node.endpoint("a", store);
      other.endpoint("a", store);
      List<String> all = due("a", 60);
      node.delivery.deliverDue();
      other.delivery.deliverDue();

      awaitAcknowledged(all);
      assertThat(store.heads).hasSize(60);
    }
  }
}

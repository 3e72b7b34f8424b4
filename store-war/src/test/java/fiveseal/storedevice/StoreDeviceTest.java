package fiveseal.storedevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDeviceTest {
  @TempDir private Path folder;
  private final SigningKey key = SigningKey.generate();
  private final MovableClock clock = new MovableClock(Orders.NOW);
  private FakeManager manager;
  private FileJournal journal;
  private StoreDevice device;

  @BeforeEach
  void open() throws IOException {
    manager = new FakeManager(clock, "mall-1", key);
    start();
  }

  private void start() throws IOException {
    journal = new FileJournal(folder.resolve("journal.jsonl"), clock);
    ManagerKeys keys =
        new ManagerKeys(new DeviceFolder(folder), manager.connection(), TestManager.ID, clock);
    keys.pinAtFirstContact();
    device =
        new StoreDevice(
            Orders.IDENTITY,
            new DeviceKey(key),
            journal,
            keys,
            manager.connection(),
            Duration.ofMinutes(15),
            clock);
  }

  @AfterEach
  void close() throws IOException {
    manager.close();
    journal.close();
  }

  @Test
  @DisplayName("Claim 21 works: S pulls message 3, checks it, and M takes message 4")
  void pull_ofAPaidOrder_releasesAndReceipts() {
    TakenRequest taken = device.request(Orders.basket("order-1"));
    assertThat(device.pull(taken.settlementId(), 0)).isEmpty();
    manager.pay("order-1", TestManager.first());

    PaidOrder paid = device.pull(taken.settlementId(), 0).orElseThrow();

    assertThat(device.send(paid.receipt())).isEqualTo("RECEIPTED");
    assertThat(manager.receipt("order-1")).contains(paid.receipt().compact());
    assertThat(journal.byRequest("order-1").orElseThrow().state()).isEqualTo("RECEIPTED");
  }

  @Test
  @DisplayName("Claim 5 refuses: S pulls a completion under a wrong key; the goods stay")
  void pull_ofAForgedCompletion_releasesNothing() {
    TakenRequest taken = device.request(Orders.basket("order-1"));
    String message1 = journal.byRequest("order-1").orElseThrow().message1();
    manager.answerCompletionWith(
        "order-1", TestManager.intruder().completion(taken.settlementId(), message1));

    assertThatThrownBy(() -> device.pull(taken.settlementId(), 0))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SIGNATURE_REFUSED));
    assertThat(journal.byRequest("order-1").orElseThrow().state()).isEqualTo("REQUESTED");
    assertThat(journal.byRequest("order-1").orElseThrow().message4()).isEmpty();
  }

  @Test
  void pull_afterAKeyRollover_isAccepted() {
    TakenRequest taken = device.request(Orders.basket("order-1"));
    manager.publishNext(TestManager.next(), KeySuccession.Reason.ROTATED);
    manager.pay("order-1", TestManager.next());

    assertThat(device.pull(taken.settlementId(), 0)).isPresent();
  }

  @Test
  void pull_ofAnEndedSettlement_saysItsState() {
    TakenRequest taken = device.request(Orders.basket("order-1"));
    manager.end("order-1", "EXPIRED");

    assertThatThrownBy(() -> device.pull(taken.settlementId(), 0))
        .isInstanceOfSatisfying(
            ManagerRefusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("settlement-ended");
              assertThat(refusal.state()).contains("EXPIRED");
            });
  }

  @Test
  void request_again_sendsTheSameBytes() throws IOException {
    TakenRequest first = device.request(Orders.basket("order-1"));
    clock.advance(Duration.ofMinutes(1));
    journal.close();
    start();

    TakenRequest second = device.request(Orders.basket("order-1"));

    assertThat(second).isEqualTo(first);
    assertThat(manager.requestBodies()).hasSize(2);
    assertThat(manager.requestBodies().get(1)).isEqualTo(manager.requestBodies().get(0));
  }

  @Test
  void request_ofAnotherOrderUnderTheSameId_isRefusedHere() {
    device.request(Orders.basket("order-1"));

    assertThatThrownBy(() -> device.request(Orders.simple("order-1", 5)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICTING_REPLAY));
    assertThat(manager.requestBodies()).hasSize(1);
  }

  @Test
  @DisplayName("Claim 19 works: S's request goes through C; S learns the settlement and is paid")
  void relay_thenPaid_isReleased() {
    HandOver handOver = device.relay(Orders.basket("order-1"));
    assertThat(device.reads().settlementOf("order-1")).isEmpty();
    manager.connection().relay("/settlements", handOver.message1());
    manager.pay("order-1", TestManager.first());

    String settlementId = device.reads().settlementOf("order-1").orElseThrow();

    assertThat(device.pull(settlementId, 0)).isPresent();
    assertThat(manager.requestBodies()).containsExactly(handOver.message1());
  }

  @Test
  void catchUp_afterAnOutage_takesUpWhatCanBeAndReportsTheRest() {
    device.request(Orders.basket("order-1"));
    TakenRequest forged = device.request(Orders.basket("order-2"));
    manager.pay("order-1", TestManager.first());
    String message1 = journal.byRequest("order-2").orElseThrow().message1();
    manager.answerCompletionWith(
        "order-2", TestManager.intruder().completion(forged.settlementId(), message1));
    List<String> refused = new ArrayList<>();

    List<PaidOrder> paid = device.catchUp((settlementId, why) -> refused.add(settlementId));

    assertThat(paid).hasSize(1);
    assertThat(refused).containsExactly(forged.settlementId());
    assertThat(manager.state("order-1")).isEqualTo("RECEIPTED");
    assertThat(device.catchUp((settlementId, why) -> {})).isEmpty();
  }

  @Test
  @DisplayName(
      "Claim 5 works: M pushes message 3 and gets message 4 in the answer, always the same")
  void serve_ofAPushedCompletion_answersWithTheReceipt() throws Exception {
    device.request(Orders.basket("order-1"));
    String message3 = manager.pay("order-1", TestManager.first());
    try (CompletionServer server =
        new CompletionServer(0, pushed -> device.complete(pushed).receipt().compact())) {
      device.registerEndpoint(server.address());
      URI endpoint = URI.create(manager.endpoint().orElseThrow());

      HttpResponse<String> first = push(endpoint, "application/jose", message3);
      HttpResponse<String> second = push(endpoint, "application/jose; q=1", message3);

      assertThat(endpoint).isEqualTo(server.address());
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.headers().firstValue("Content-Type")).contains("application/jose");
      assertThat(Optional.of(first.body()))
          .isEqualTo(journal.byRequest("order-1").orElseThrow().message4());
      assertThat(second.body()).isEqualTo(first.body());
    }
  }

  @Test
  @DisplayName("Claim 5 refuses: pushed completions that prove nothing get no receipt")
  void serve_ofWhatProvesNothing_answersWithAProblem() throws Exception {
    TakenRequest taken = device.request(Orders.basket("order-1"));
    String message1 = journal.byRequest("order-1").orElseThrow().message1();
    String forged = TestManager.intruder().completion(taken.settlementId(), message1);
    try (CompletionServer server =
        new CompletionServer(0, pushed -> device.complete(pushed).receipt().compact())) {
      assertProblem(push(server.address(), "application/jose", forged), 401, "signature-refused");
      assertProblem(push(server.address(), "application/jose", "x"), 400, "message-malformed");
      assertProblem(
          push(server.address(), "application/json", forged), 415, "unsupported-media-type");
      assertProblem(
          push(server.address(), "application/jose", "A".repeat(300_000)), 413, "body-too-large");
      assertProblem(
          push(server.address().resolve("/other"), "application/jose", forged), 404, "not-found");
      HttpRequest get = HttpRequest.newBuilder(server.address()).GET().build();
      assertProblem(
          HttpClient.newHttpClient().send(get, BodyHandlers.ofString()), 405, "method-not-allowed");
    }
    assertThat(journal.byRequest("order-1").orElseThrow().message3()).isEmpty();
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains("\"code\":\"" + code + "\"");
  }

  private static HttpResponse<String> push(URI endpoint, String type, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }
}

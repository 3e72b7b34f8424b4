package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Message 3 finds its store on the deployed application, and operators see what waits. */
class DeliveriesIT extends OnDeployedMall {
  private static final String READER = "reader-3";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);

  private String paid() {
    Holder holder = Holder.withNewCard(mall, READER, 5000);
    String id = till.post(till.request(700));
    holder.pay(id).require(200);
    return id;
  }

  private void stateEndpoint(String url) {
    long now = mall.now();
    Signed<CompletionEndpoint> statement =
        Signed.by(
            till.key(), new CompletionEndpoint(till.storeId(), "manager", url, now, now + 600));
    mall.http().putJose(Till.STORE_API + "/completion-endpoint", statement.compact()).require(200);
  }

  private List<String> log(String id) {
    return mall.operator().delivery(id).require(200).json().objects("log").stream()
        .map(line -> line.text("cause") + " " + line.text("outcome"))
        .toList();
  }

  @Test
  void delivery_whenTheEndpointIsStatedLate_comesThenAndAgainWhenWanted() throws IOException {
    String id = paid();
    String message3 = till.completion(id).require(200).body();
    till.completion(id).require(200);
    await().atMost(SOON).untilAsserted(() -> assertThat(log(id)).containsExactly("FETCH fetched"));
    assertThat(mall.operator().delivery(id).json().has("acknowledgedAt")).isFalse();
    assertThat(all("/deliveries", "deliveries", "settlementId")).contains(id);
    assertThat(all("/reports/receipts", "receipts", "settlementId")).contains(id);

    try (TillServer server = new TillServer()) {
      stateEndpoint(server.url());
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(log(id)).containsExactly("FETCH fetched", "SCHEDULE HTTP 204"));
      assertThat(mall.operator().delivery(id).json().has("acknowledgedAt")).isTrue();

      assertThat(mall.operator().resend(id).status()).isEqualTo(202);
      await().atMost(SOON).untilAsserted(() -> assertThat(log(id)).contains("RESEND HTTP 204"));
      assertThat(server.bodies).containsExactly(message3, message3);

      String next = paid();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(log(next)).containsExactly("COMPLETION HTTP 204"));
      assertThat(all("/deliveries?acknowledged=true", "deliveries", "settlementId"))
          .contains(id, next);
    }
  }

  @Test
  void delivery_whenTheStoreSendsItsReceipt_isAcknowledgedByIt() {
    String id = paid();
    SettlementRequest request =
        Signed.parse(mall.trace(id).messages().get(0).compact(), SettlementRequest.class).message();
    var completion =
        Signed.parse(till.completion(id).require(200).body(), SettlementCompletion.class);
    till.postReceipt(id, Signed.by(till.key(), till.receipt(completion, request, mall.now())))
        .require(200);

    assertThat(log(id)).contains("RECEIPT receipt");
    assertThat(mall.operator().delivery(id).json().has("acknowledgedAt")).isTrue();
    assertThat(all("/reports/receipts", "receipts", "settlementId")).doesNotContain(id);
  }

  @Test
  void doubt_whenACommandExpires_isReportedWithoutTheWholeCardNumber() {
    Holder holder = Holder.withNewCard(mall, READER, 5000);
    long now = mall.now();
    SettlementRequest usual =
        till.content(Till.newId(), 700, List.of(Till.line(till.storeId(), 700)));
    SettlementRequest brief =
        new SettlementRequest(
            usual.iss(),
            usual.aud(),
            usual.requestId(),
            usual.amount(),
            usual.description(),
            usual.lines(),
            now,
            now + 5);
    String id = till.post(till.sign(brief));
    holder.issue(id, holder.touch()).require(200);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(all("/reports/doubts", "doubts", "id")).contains(id));
    String page = mall.operator().page("/reports/doubts?limit=200").require(200).body();
    assertThat(page).contains("\"under1h\"").doesNotContain(holder.cardNumber());
  }

  @Test
  void metrics_whenAsked_tellWhatWaitsByAge() {
    assertThat(mall.http().get("/metrics").require(200).body())
        .contains("fiveseal_doubts{", "fiveseal_receipts_outstanding{", "age=\"older\"");
  }

  @Test
  void deliveries_whenUnknownOrNotAnOperator_areRefused() {
    String nobody = "01957000-0000-7000-8000-" + UUID.randomUUID().toString().substring(24);
    assertThat(mall.operator().delivery(nobody).status()).isEqualTo(404);
    assertThat(mall.operator().resend(nobody).status()).isEqualTo(404);
    assertThat(mall.operator().page("/reports/doubts?after=" + nobody).status()).isEqualTo(400);
    assertThat(mall.operator().page("/deliveries?limit=0").status()).isEqualTo(400);
    for (String path : List.of("/deliveries", "/reports/doubts", "/reports/receipts")) {
      assertThat(mall.http().get("/store/operator/api/v1" + path, till.bearer()).status())
          .isEqualTo(401);
    }
  }

  /** A whole list, page by page. */
  private List<String> all(String path, String list, String id) {
    List<String> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      String query = (path.contains("?") ? "&" : "?") + "limit=200";
      JsonMembers page =
          mall.operator()
              .page(path + query + after.map(next -> "&after=" + next).orElse(""))
              .require(200)
              .json();
      page.objects(list).forEach(row -> all.add(row.text(id)));
      after = page.optionalText("next");
    } while (after.isPresent());
    return all;
  }

  /** The store's own server, which acknowledges everything. */
  private static final class TillServer implements AutoCloseable {
    final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    TillServer() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://localhost:" + server.getAddress().getPort() + "/completions";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}

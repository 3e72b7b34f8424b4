package fiveseal.cardsim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.glassfish.hk2.utilities.Binder;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The card reader API as it is seen over HTTP, without a container. */
class CardSimApiTest {
  private static final URI BASE = URI.create("http://localhost:8080/card-sim/api/v1/");
  private static final String JSON = "application/json";

  private record Answer(int status, String type, String body, String allow) {
    JsonMembers json() {
      return Json.object(body);
    }
  }

  @TempDir private static Path directory;
  private static CardSimulator simulator;
  private static ApplicationHandler opened;
  private ApplicationHandler api = opened;

  @BeforeAll
  static void open() {
    simulator = new CardSimulator();
    simulator.open(new SimulatorSettings(true, directory, "simulated cards only", 4), new Issuer());
    opened = handler(simulator);
  }

  private static ApplicationHandler handler(CardSimulator simulator) {
    Binder binder =
        new AbstractBinder() {
          @Override
          protected void configure() {
            bind(simulator).to(CardSimulator.class);
          }
        };
    ResourceConfig config =
        ResourceConfig.forApplication(new CardSimApplication()).register(binder);
    return new ApplicationHandler(config);
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void emptyTheReaders() {
    simulator.readers().all().forEach(reader -> simulator.readers().remove(reader.id()));
  }

  private Answer send(String method, String path, String type, String body) {
    return send(method, path, type, body == null ? null : body.getBytes(UTF_8), Map.of());
  }

  private Answer send(
      String method, String path, String type, byte[] body, Map<String, String> headers) {
    ContainerRequest request =
        new ContainerRequest(
            BASE, BASE.resolve(path), method, null, new MapPropertiesDelegate(), null);
    if (type != null) {
      request.header("Content-Type", type);
    }
    headers.forEach(request::header);
    if (body != null) {
      request.setEntityStream(new ByteArrayInputStream(body));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ContainerResponse response = api.apply(request, out).get();
      return new Answer(
          response.getStatus(),
          String.valueOf(response.getMediaType()),
          out.toString(UTF_8),
          response.getHeaderString("Allow"));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String newCard() {
    Answer answer = send("POST", "cards", JSON, "{\"currency\":\"JPY\"}");
    assertThat(answer.status()).isEqualTo(201);
    return answer.json().text("cardNumber");
  }

  private Answer insert(String reader, String cardNumber) {
    return send(
        "PUT", "readers/" + reader + "/card", JSON, "{\"cardNumber\":\"" + cardNumber + "\"}");
  }

  private Answer apdu(String reader, String hex) {
    return send("POST", "readers/" + reader + "/apdu", JSON, "{\"apdu\":\"" + hex + "\"}");
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.type()).isEqualTo(Problem.MEDIA_TYPE);
    assertThat(answer.json().text("code")).isEqualTo(code);
    assertThat(answer.json().integer("status")).isEqualTo(status);
  }

  @Test
  void readers_areListedWithTheirCards() {
    String number = newCard();
    assertThat(insert("reader-2", number).json().text("cardNumber")).isEqualTo(number);

    Answer list = send("GET", "readers", null, (String) null);

    assertThat(list.status()).isEqualTo(200);
    List<JsonMembers> readers = list.json().objects("readers");
    assertThat(readers).hasSize(4);
    assertThat(readers.get(0).text("id")).isEqualTo("reader-1");
    assertThat(readers.get(0).text("name")).isEqualTo("Simulated reader 1");
    assertThat(readers.get(0).text("atr")).isEqualTo("3B80800101");
    assertThat(readers.get(0).has("cardNumber")).isFalse();
    assertThat(readers.get(1).text("cardNumber")).isEqualTo(number);
    assertThat(send("GET", "readers/reader-2", null, (String) null).json().text("cardNumber"))
        .isEqualTo(number);
  }

  @Test
  void apdu_goesToTheCardAndBack() {
    insert("reader-1", newCard());
    assertThat(apdu("reader-1", "00a4040009f0464956455345414c00").json().text("response"))
        .startsWith("019392")
        .endsWith("9000");
    assertThat(apdu("reader-1", "8051000000").json().text("response")).isEqualTo("6D00");
    assertThat(apdu("reader-1", "80").json().text("response")).isEqualTo("6D00");
  }

  @Test
  void card_takenOut_isGone() {
    insert("reader-1", newCard());
    assertThat(send("DELETE", "readers/reader-1/card", null, (String) null).status())
        .isEqualTo(204);
    assertProblem(apdu("reader-1", "80500000"), 409, "no-card");
  }

  @Test
  void fault_tearsTheCard() {
    insert("reader-1", newCard());
    assertThat(apdu("reader-1", "00A4040009F0464956455345414C").status()).isEqualTo(200);
    assertThat(send("POST", "readers/reader-1/faults", JSON, "{\"tearAt\":\"answer\"}").status())
        .isEqualTo(204);
    assertProblem(apdu("reader-1", "80500000"), 409, "card-torn");
    assertThat(apdu("reader-1", "80500000").json().text("response")).isEqualTo("6985");
    assertThat(send("POST", "readers/reader-1/faults", JSON, "{\"tearAt\":3}").status())
        .isEqualTo(204);
    assertThat(apdu("reader-1", "00A4040009F0464956455345414C").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tearAt\":0}",
        "{\"tearAt\":-1}",
        "{\"tearAt\":1.5}",
        "{\"tearAt\":1000001}",
        "{\"tearAt\":\"commit\"}",
        "{\"tearAt\":true}",
        "{\"tearAt\":1,\"x\":1}",
        "{}"
      })
  void fault_ofAnotherForm_isRefused(String body) {
    assertProblem(send("POST", "readers/reader-1/faults", JSON, body), 400, "message-malformed");
  }

  @Test
  void cards_ofNoOrAnotherCurrency_areIssued() {
    assertThat(send("POST", "cards", null, (String) null).status()).isEqualTo(201);
    assertThat(send("POST", "cards", JSON, "").status()).isEqualTo(201);
    assertThat(send("POST", "cards", JSON, "{}").status()).isEqualTo(201);
    assertThat(send("POST", "cards", JSON, "{\"currency\":\"EUR\"}").status()).isEqualTo(201);
    assertProblem(send("POST", "cards", JSON, "{\"currency\":\"XXX\"}"), 422, "message-refused");
    assertProblem(send("POST", "cards", JSON, "{\"money\":1}"), 400, "message-malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"apdu\":\"80500000\"}x",
        "{\"apdu\":\"80500000\",\"apdu\":\"80500000\"}",
        "{\"apdu\":\"80500000\",\"x\":1}",
        "{\"apdu\":\"8050000\"}",
        "{\"apdu\":\"80 50 00 00\"}",
        "{\"apdu\":\"\"}",
        "{\"apdu\":\"zz500000\"}",
        "{\"apdu\":1}",
        "{\"apdu\":null}",
        "{}"
      })
  void apdu_ofAnotherForm_isRefused(String body) {
    insert("reader-1", newCard());
    assertProblem(send("POST", "readers/reader-1/apdu", JSON, body), 400, "message-malformed");
  }

  @Test
  void apdu_longerThanAny_isRefused() {
    insert("reader-1", newCard());
    assertThat(apdu("reader-1", "80".repeat(261)).status()).isEqualTo(200);
    assertProblem(apdu("reader-1", "80".repeat(262)), 400, "message-malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,readers/reader-5",
    "GET,readers/",
    "GET,nothing",
    "GET,cards/1",
    "DELETE,readers/none/card"
  })
  void whatIsNotThere_isAProblemDocument(String method, String path) {
    if (path.equals("readers/")) {
      assertThat(send(method, path, null, (String) null).status()).isEqualTo(200);
    } else {
      assertProblem(send(method, path, null, (String) null), 404, "not-found");
    }
  }

  @Test
  void insert_ofUnknownOrIllFormedNumber_isRefused() {
    assertProblem(insert("reader-1", "9978123456789014"), 404, "not-found");
    assertProblem(insert("reader-1", "9392000000000016"), 400, "message-malformed");
    assertProblem(insert("reader-1", "939200000000001"), 400, "message-malformed");
    assertProblem(insert("reader-9", newCard()), 404, "not-found");
  }

  @Test
  void wrongMethodTypeOrAccept_isAProblemDocument() {
    Answer answer = send("DELETE", "readers", null, (String) null);
    assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer.allow()).contains("GET");
    assertProblem(
        send("POST", "readers/reader-1/apdu", "text/plain", "{\"apdu\":\"80500000\"}"),
        415,
        "unsupported-media-type");
    assertProblem(
        send("POST", "cards", "application/x-www-form-urlencoded", "currency=JPY"),
        415,
        "unsupported-media-type");
    assertProblem(
        send("GET", "readers", null, null, Map.of("Accept", "text/html")), 406, "not-acceptable");
  }

  @Test
  void body_over64Kib_isRefused() {
    byte[] spaces = ("{\"apdu\":\"80500000\"" + " ".repeat(65 * 1024) + "}").getBytes(UTF_8);
    assertProblem(
        send("POST", "readers/reader-1/apdu", JSON, spaces, Map.of()), 413, "body-too-large");
    assertProblem(
        send(
            "POST",
            "readers/reader-1/apdu",
            JSON,
            "{}".getBytes(UTF_8),
            Map.of("Content-Length", "65537")),
        413,
        "body-too-large");
  }

  @Test
  void document_isServed() {
    Answer answer = send("GET", "openapi.json", null, (String) null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"openapi\": \"3.0.3\"");
  }

  @Test
  void api_outsideDemoMode_isNotThere() {
    CardSimulator closed = new CardSimulator();
    assertThat(closed.isOpen()).isFalse();
    api = handler(closed);
    assertProblem(send("GET", "readers", null, (String) null), 404, "not-found");
    assertProblem(send("POST", "cards", JSON, "{}"), 404, "not-found");
    assertProblem(apdu("reader-1", "80500000"), 404, "not-found");
  }
}

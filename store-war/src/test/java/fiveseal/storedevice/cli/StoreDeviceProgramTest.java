package fiveseal.storedevice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.FakeManager;
import fiveseal.storedevice.TestManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDeviceProgramTest {
  @TempDir private Path folder;
  private final SigningKey key = SigningKey.generate();
  private FakeManager manager;
  private StringWriter out;
  private StringWriter err;
  private Path keyFile;

  @BeforeEach
  void open() throws IOException {
    manager = new FakeManager(Clock.systemUTC(), "mall-1", key);
    keyFile = Files.writeString(folder.resolve("mall-1.pem"), key.toPem(), UTF_8);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Runs a command in the device's folder; gives its exit code. */
  private int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--dir");
    all.add(folder.resolve("device").toString());
    return StoreDeviceProgram.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(new String[0]));
  }

  private JsonMembers printed() {
    return Json.object(out.toString().strip());
  }

  private int adopt() {
    return run(
        "enrol",
        "--url",
        manager.storeBase().toString(),
        "--store-id",
        "mall-1",
        "--key-file",
        keyFile.toString());
  }

  private String requested() {
    assertThat(
            run(
                "request",
                "--amount",
                "1980",
                "--currency",
                "JPY",
                "--description",
                "Two items",
                "--line",
                "bakery:480:b-17:Bread: brown",
                "--line",
                "books:1500:k-9:A novel",
                "--json"))
        .isZero();
    return printed().text("requestId");
  }

  @Test
  @DisplayName("Claim 22 works: the program creates, signs and sends a request, and is paid")
  void request_thenWatch_releasesTheGoods() {
    assertThat(adopt()).isZero();
    assertThat(err.toString()).contains("pinned").contains(TestManager.first().kid());
    String requestId = requested();
    assertThat(printed().text("payUrl")).contains("/client/#settlement=");
    manager.pay(requestId, TestManager.first());

    assertThat(run("watch", requestId, "--timeout", "5")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "seal 3 fiveseal-settlement-completion signed by manager (kid "
                + TestManager.first().kid()
                + ") verified by mall-1")
        .anyMatch(line -> line.startsWith("seal 4 fiveseal-settlement-receipt signed by mall-1"))
        .anyMatch(line -> line.startsWith("goods may go"));
    assertThat(manager.state(requestId)).isEqualTo("RECEIPTED");

    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains("RECEIPTED  1980 JPY  " + requestId);
    assertThat(run("receipt", requestId)).isZero();
    assertThat(manager.receipt(requestId)).contains(out.toString().strip());
    assertThat(run("receipt", requestId, "--send", "--json")).isZero();
    assertThat(printed().text("state")).isEqualTo("RECEIPTED");
  }

  @Test
  @DisplayName("Claim 22 refuses: the program, a completion that is not the manager's")
  void watch_ofAForgedCompletion_keepsTheGoods() {
    adopt();
    String requestId = requested();
    String message1 = printed().text("message1");
    manager.answerCompletionWith(
        requestId, TestManager.intruder().completion(manager.settlementOf(requestId), message1));

    assertThat(run("watch", requestId)).isEqualTo(3);
    assertThat(out.toString()).doesNotContain("goods may go");
    assertThat(err.toString()).contains("signature-refused");
    assertThat(manager.receipt(requestId)).isEmpty();
  }

  @Test
  @DisplayName("Claim 22 refuses: the program, an ill-formed order")
  void request_ofAnIllFormedOrder_sendsNothing() {
    adopt();

    assertThat(run("request", "--amount", "0", "--currency", "JPY", "--description", "Nothing"))
        .isEqualTo(3);
    assertThat(run("request", "--amount", "100", "--currency", "XXX", "--description", "Nothing"))
        .isEqualTo(3);
    assertThat(
            run(
                "request",
                "--amount",
                "100",
                "--currency",
                "JPY",
                "--description",
                "Nothing",
                "--line",
                "bakery:99:b-1:Bread"))
        .isEqualTo(3);
    assertThat(run("request", "--amount", "ten", "--currency", "JPY", "--description", "Nothing"))
        .isEqualTo(2);
    assertThat(manager.requestBodies()).isEmpty();
  }

  @Test
  void request_inAFolderThatIsNoDevice_saysWhatToDo() {
    assertThat(run("request", "--amount", "1", "--currency", "JPY", "--description", "A"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("run enrol");
  }

  @Test
  void request_withUrlIdAndKeyFile_setsItselfUp() {
    assertThat(
            run(
                "request",
                "--url",
                manager.storeBase().toString(),
                "--store-id",
                "mall-1",
                "--key-file",
                keyFile.toString(),
                "--amount",
                "100",
                "--currency",
                "JPY",
                "--description",
                "An item"))
        .isZero();
    assertThat(out.toString()).contains("payUrl").contains("settlementId");
    assertThat(run("list")).isZero();
  }

  @Test
  @DisplayName("Claim 19 works: the program prints the signed request for the client to relay")
  void request_toRelay_printsItAndSendsNothing() {
    adopt();
    assertThat(
            run(
                "request",
                "--relay",
                "--request-id",
                "order-7",
                "--amount",
                "100",
                "--currency",
                "JPY",
                "--description",
                "An item"))
        .isZero();
    String message1 = out.toString().strip();
    assertThat(manager.requestBodies()).isEmpty();

    assertThat(run("watch", "order-7", "--timeout", "0")).isEqualTo(5);
    manager.connection().relay("/settlements", message1);
    manager.pay("order-7", TestManager.first());
    assertThat(run("watch", "order-7")).isZero();
    assertThat(out.toString()).contains("goods may go: request order-7");
  }

  @Test
  void watch_ofAnEndedSettlement_saysSo() {
    adopt();
    String requestId = requested();
    manager.end(requestId, "DECLINED");

    assertThat(run("watch", requestId)).isEqualTo(6);
    assertThat(err.toString()).contains("DECLINED");
  }

  @Test
  void receipt_ofAnUnpaidOrder_saysThatThereIsNone() {
    adopt();
    String requestId = requested();

    assertThat(run("receipt", requestId)).isEqualTo(5);
    assertThat(run("receipt", "unknown")).isEqualTo(1);
    assertThat(run("watch", "unknown")).isEqualTo(1);
  }

  @Test
  void enrol_withAToken_makesAKeyOfItsOwn() throws IOException {
    String[] enrol = {
      "enrol", "--url", manager.storeBase().toString(), "--store-id", "mall-1", "--token"
    };
    assertThat(run(append(enrol, "wrong-token"))).isEqualTo(3);
    assertThat(err.toString()).contains("enrolment-refused");
    Path secret = folder.resolve("device").resolve("key.pem");
    String made = Files.readString(secret, UTF_8);

    assertThat(run(append(enrol, "good-token"))).isZero();
    assertThat(out.toString()).contains(SigningKey.fromPem(made).kid());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(run(append(enrol, "good-token"))).isEqualTo(2);
  }

  @Test
  void enrol_whereTheOperatorApproves_waitsUnderTheSameKey() throws IOException {
    String[] enrol = {
      "enrol",
      "--url",
      manager.storeBase().toString(),
      "--store-id",
      "mall-1",
      "--token",
      "good-token"
    };
    manager.waitsForTheOperator = true;
    assertThat(run(enrol)).isEqualTo(5);
    Path secret = folder.resolve("device").resolve("key.pem");
    String kid = SigningKey.fromPem(Files.readString(secret, UTF_8)).kid();
    assertThat(out.toString()).contains(kid).contains("waiting");

    manager.waitsForTheOperator = false;
    assertThat(run(enrol)).isZero();
    assertThat(SigningKey.fromPem(Files.readString(secret, UTF_8)).kid()).isEqualTo(kid);
  }

  private static String[] append(String[] args, String last) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add(last);
    return all.toArray(new String[0]);
  }

  @Test
  void selftest_ofAGoodServer_passes() {
    adopt();

    int code = run("selftest");

    assertThat(out.toString()).doesNotContain("FAIL").contains(" asked, 0 answered wrongly");
    assertThat(code).isZero();
  }

  @Test
  void selftest_ofAServerThatTakesAnything_fails() {
    adopt();
    manager.takeAnything();

    assertThat(run("selftest", "--json")).isEqualTo(1);
    assertThat(out.toString()).contains("\"passed\":false");
  }

  @Test
  @DisplayName("Claim 22 works: the program takes a pushed completion and answers with the receipt")
  void serve_ofAPushedCompletion_answersWithTheReceipt() throws Exception {
    adopt();
    String requestId = requested();
    Thread service = new Thread(() -> run("serve", "--json"));
    service.start();
    try {
      HttpRequest push =
          HttpRequest.newBuilder(manager.awaitEndpoint())
              .header("Content-Type", "application/jose")
              .POST(BodyPublishers.ofString(manager.pay(requestId, TestManager.first())))
              .build();
      HttpResponse<String> receipt = HttpClient.newHttpClient().send(push, BodyHandlers.ofString());

      assertThat(receipt.statusCode()).isEqualTo(200);
      assertThat(out.toString()).contains("\"goods\":\"released\"").contains(receipt.body());
    } finally {
      service.interrupt();
      service.join();
    }
    assertThat(run("receipt", requestId)).isZero();
  }

  @Test
  void check_ofACompletionInAFile_releasesOnce() throws IOException {
    adopt();
    String requestId = requested();
    String message3 = manager.pay(requestId, TestManager.first());
    Path file = Files.writeString(folder.resolve("completion.jws"), message3 + "\n", UTF_8);

    assertThat(run("check", file.toString(), "--json")).isZero();
    assertThat(printed().text("goods")).isEqualTo("released");
    Files.writeString(file, message3.substring(1), UTF_8);
    assertThat(run("check", file.toString())).isEqualTo(3);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void cancel_ofARequest_printsTheStateNow() {
    assertThat(adopt()).isZero();
    String requestId = requested();

    assertThat(run("cancel", requestId)).isZero();
    assertThat(out.toString()).contains("state        CANCELLED", "nobody can pay it any more");
    assertThat(run("cancel", requestId, "--json")).isZero();
    assertThat(printed().text("state")).isEqualTo("CANCELLED");
    assertThat(manager.reversalBodies().stream().distinct()).hasSize(1);
    assertThat(run("cancel", "no id")).isEqualTo(Exit.REFUSED.code());
  }

  @Test
  void refund_ofLines_printsTheState_andRefusesMoreThanIsLeft() {
    assertThat(adopt()).isZero();
    String requestId = requested();
    String settlementId = manager.settlementOf(requestId);
    assertThat(run("refund", settlementId)).isEqualTo(Exit.REFUSED.code());
    assertThat(err.toString()).contains("not-refundable");
    manager.pay(requestId, TestManager.first());

    assertThat(run("refund", settlementId, "--line", "bakery=80", "--line", "books=500")).isZero();
    assertThat(out.toString()).contains("amount       580 JPY", "state        DUE");
    assertThat(run("refund", settlementId, "--line", "bakery=401")).isEqualTo(Exit.REFUSED.code());
    assertThat(err.toString()).contains("only 400 are left");
    assertThat(run("refund", settlementId, "--amount", "1400", "--json")).isZero();
    assertThat(printed().integer("amount")).isEqualTo(1400);
    assertThat(manager.refunded(requestId)).isEqualTo(1980);
    assertThat(run("refund", settlementId, "--line", "bakery:80")).isEqualTo(Exit.USAGE.code());
  }
}

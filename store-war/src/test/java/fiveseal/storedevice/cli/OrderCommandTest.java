package fiveseal.storedevice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.Order;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.FakeManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lower store's device orders at its mall. */
class OrderCommandTest {
  @TempDir private Path folder;
  private final SigningKey key = SigningKey.generate();
  private FakeManager mall;
  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void open() throws IOException {
    mall = new FakeManager(Clock.systemUTC(), "bakery", key);
    Path keyFile = Files.writeString(folder.resolve("bakery.pem"), key.toPem(), UTF_8);
    int code =
        run(
            "enrol",
            "--url",
            mall.storeBase().toString(),
            "--store-id",
            "bakery",
            "--key-file",
            keyFile.toString());
    assertThat(code).isZero();
  }

  @AfterEach
  void close() {
    mall.close();
  }

  private int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--dir", folder.resolve("device").toString()));
    return StoreDeviceProgram.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(new String[0]));
  }

  private int order(String orderId, String amount, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("order", "--mall", "mall-1", "--amount", amount, "--currency", "JPY"));
    all.addAll(List.of("--description", "Three rolls", "--order-id", orderId));
    all.addAll(List.of(more));
    return run(all.toArray(new String[0]));
  }

  @Test
  void order_isSigned_sent_andAnswered() {
    assertThat(order("b-17", "580", "--valid-minutes", "30")).isZero();

    assertThat(out.toString()).contains("orderId      b-17", "state        OPEN");
    Signed<Order> sent = Signed.parse(mall.orderBodies().get(0), Order.class);
    assertThat(sent.kid()).isEqualTo(key.kid());
    Order order = sent.message();
    assertThat(List.of(order.iss(), order.aud(), order.orderId(), order.description()))
        .containsExactly("bakery", "mall-1", "b-17", "Three rolls");
    assertThat(order.amount()).hasToString("580 JPY");
    assertThat(order.exp() - order.iat()).isEqualTo(30 * 60);
  }

  @Test
  void order_withoutAnId_getsANewOneEachTime() {
    String[] order = {
      "order",
      "--mall",
      "mall-1",
      "--amount",
      "1",
      "--currency",
      "JPY",
      "--description",
      "x",
      "--json"
    };
    assertThat(run(order)).isZero();
    JsonMembers first = Json.object(out.toString().strip());
    assertThat(first.text("state")).isEqualTo("OPEN");
    assertThat(first.text("message")).isEqualTo(mall.orderBodies().get(0));
    assertThat(run(order)).isZero();
    assertThat(Json.object(out.toString().strip()).text("orderId"))
        .isNotEqualTo(first.text("orderId"));
  }

  @Test
  void order_afterALostAnswer_sendsTheSameBytes() {
    mall.loseAnswers(1);
    assertThat(order("b-17", "580")).isZero();
    assertThat(order("b-17", "580")).as("by hand").isZero();

    assertThat(mall.orderBodies()).hasSize(3);
    assertThat(mall.orderBodies().stream().distinct()).hasSize(1);
  }

  @Test
  void order_whenNobodyAnswers_saysHowToTryAgain() {
    mall.close();

    assertThat(order("b-17", "580")).isEqualTo(Exit.UNREACHABLE.code());
    assertThat(err.toString()).contains("--order-id b-17");
  }

  @Test
  void order_ofSomethingElseUnderItsId_isRefusedHere() {
    assertThat(order("b-17", "580")).isZero();

    assertThat(order("b-17", "581")).isEqualTo(Exit.REFUSED.code());
    assertThat(err.toString()).contains("conflicting-replay");
    assertThat(mall.orderBodies()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "b 1,580,3",
    "b-1,0,3",
    "b-1,2147483648,3",
    "../b,580,3",
    "b-1,many,2",
    "'',580,3",
  })
  void order_thatCannotBe_isNotEvenSigned(String orderId, String amount, int code) {
    assertThat(order(orderId, amount)).isEqualTo(code);
    assertThat(mall.orderBodies()).isEmpty();
    assertThat(folder.resolve("device").resolve("orders")).doesNotExist();
  }

  @Test
  void order_withAWrongCommandLine_saysSo() {
    assertThat(order("b-1", "1", "--valid-minutes", "0")).isEqualTo(Exit.USAGE.code());
    assertThat(order("b-1", "1", "--valid-minutes", "1441")).isEqualTo(Exit.USAGE.code());
    assertThat(run("order", "--amount", "1", "--currency", "JPY", "--description", "x"))
        .as("which mall?")
        .isEqualTo(Exit.USAGE.code());
  }

  @Test
  void order_thatTheMallRefuses_isForgotten_soThatItMayBeMendedUnderItsId() {
    String[] elsewhere = {
      "order",
      "--mall",
      "mall-2",
      "--amount",
      "580",
      "--currency",
      "JPY",
      "--description",
      "x",
      "--order-id",
      "b-17"
    };
    assertThat(run(elsewhere)).isEqualTo(Exit.REFUSED.code());
    assertThat(err.toString()).contains("message-refused");

    assertThat(order("b-17", "580")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"OPEN,5", "WAITING,5", "IN_DOUBT,5", "PAID,0", "EXPIRED,6", "CANCELLED,6"})
  void orderState_tellsScriptsWhetherItIsPaid(String state, int code) {
    order("b-17", "580");
    mall.orderState = state;

    assertThat(run("order-state", "b-17", "--mall", "mall-1")).isEqualTo(code);
    assertThat(out.toString()).contains("state        " + state);
    assertThat(run("order-state", "b-17", "--mall", "mall-1", "--json")).isEqualTo(code);
    assertThat(Json.object(out.toString().strip()).text("state")).isEqualTo(state);
  }

  @Test
  void orderState_ofWhatTheMallHasNot_isRefused() {
    assertThat(run("order-state", "b-18", "--mall", "mall-1")).isEqualTo(Exit.REFUSED.code());
    assertThat(err.toString()).contains("not-found");
    assertThat(run("order-state", "b 18", "--mall", "mall-1")).isEqualTo(Exit.REFUSED.code());
    assertThat(err.toString()).contains("message-malformed");
  }
}

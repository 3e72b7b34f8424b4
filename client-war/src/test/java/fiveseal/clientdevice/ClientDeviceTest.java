package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is called. */
class ClientDeviceTest {
  @TempDir Path home;
  private DeviceBench bench;
  private HttpServer reader;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws Exception {
    bench = new DeviceBench(home);
    reader = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    reader.createContext(
        "/api/readers/reader-7/apdu",
        exchange -> {
          JsonMembers request = Json.object(exchange.getRequestBody().readAllBytes());
          byte[] bytes = response(HexFormat.of().parseHex(request.text("apdu"))).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    reader.start();
  }

  private String response(byte[] apdu) throws IOException {
    return Json.write(Map.of("response", HexFormat.of().formatHex(bench.card.transmit(apdu))));
  }

  @AfterEach
  void stop() {
    reader.stop(0);
    bench.close();
  }

  @Test
  void balance_json_tellsItMasked() {
    assertThat(run("balance", "--json")).isZero();

    JsonMembers shown = Json.object(out.toString().strip());
    assertThat(shown.integer("balance")).isEqualTo(10_000);
    assertThat(shown.text("currency")).isEqualTo("JPY");
    assertThat(out.toString()).doesNotContain(FakeCard.NUMBER.digits());
  }

  @Test
  void balance_forAPerson_tellsItInTheCurrencysFormat() {
    assertThat(run("balance")).isZero();
    assertThat(out.toString()).contains("balance 10000 JPY", "state   ACTIVE");
    assertThat(out.toString()).doesNotContain(FakeCard.NUMBER.digits());
  }

  @Test
  void history_ofANewCard_isEmpty() {
    assertThat(run("history", "--json")).isZero();
    assertThat(Json.object(out.toString().strip()).objects("records")).isEmpty();
  }

  @Test
  void pay_whenTheReaderIsNotThere_saysWhatToDo() {
    int exit =
        run("pay", bench.manager.base() + "/#settlement=" + FakeManager.ID, "--reader", "none");

    assertThat(exit).isEqualTo(Outcome.NOT_CONFIRMED.exitCode());
    assertThat(
            run(
                "pay",
                bench.manager.base() + "/#settlement=" + FakeManager.ID,
                "--yes",
                "--reader",
                "none"))
        .isEqualTo(Outcome.CARD.exitCode());
    assertThat(err.toString()).contains("check --reader-url and --reader");
  }

  @Test
  void pay_whenTheLinkIsNone_isAUsageError() {
    assertThat(run("pay", "http://localhost/client/")).isEqualTo(Outcome.USAGE.exitCode());
    assertThat(err.toString()).contains("This is no payment link");
    assertThat(run("pay", "file:///client/#settlement=" + FakeManager.ID)).isEqualTo(2);
    assertThat(run("pay", "http://h/client/#settlement=../keys")).isEqualTo(2);
    assertThat(run("pay")).isEqualTo(2);
    assertThat(run("load", "--amount", "1.5", "--currency", "JPY", "--voucher", "v")).isEqualTo(2);
    assertThat(run("load", "--amount", "1", "--currency", "XXX", "--voucher", "v")).isEqualTo(2);
    assertThat(bench.card.executed).isEmpty();
  }

  @Test
  void pay_whenMessage2IsWrong_endsWithTheRefusedCode() {
    bench.manager.twist2 = PaymentTest::badlySigned;
    // The system's clock serves here, so an honest message 2 would be refused by its time, too.
    assertThat(
            run("pay", bench.manager.base() + "/#settlement=" + FakeManager.ID, "--yes", "--json"))
        .isEqualTo(Outcome.REFUSED.exitCode());
    JsonMembers shown = Json.object(out.toString().strip());
    assertThat(shown.text("outcome")).isEqualTo("REFUSED");
    assertThat(shown.text("error")).contains("Message 2 is refused");
    assertThat(bench.card.executed).isEmpty();
  }

  @Test
  void amounts_ofEveryCurrency_keepItsDecimals() {
    var euro = fiveseal.protocol.IsoCurrency.of("EUR");
    var dinar = fiveseal.protocol.IsoCurrency.of("KWD");
    assertThat(AmountText.of(1250, euro)).isEqualTo("12.50 EUR");
    assertThat(AmountText.of(1, dinar)).isEqualTo("0.001 KWD");
    assertThat(AmountText.of(1980, FakeManager.YEN)).isEqualTo("1980 JPY");
    assertThat(AmountText.spoken(1980, FakeManager.YEN)).isEqualTo("¥1,980");
    assertThat(AmountText.spoken(123_456_789, euro)).isEqualTo("€1,234,567.89");
    assertThat(AmountText.spoken(1, dinar)).isEqualTo("KWD 0.001");
    assertThat(AmountText.parse("12.5", euro).minor()).isEqualTo(1250);
    assertThat(AmountText.parse("1980", FakeManager.YEN).minor()).isEqualTo(1980);
  }

  @Test
  void screen_ofHostileText_movesNoCursor() {
    assertThat(Screen.printable("a\u001b[2Jb\u202ec\nd")).isEqualTo("a?[2Jb?c?d");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--home",
            home.toString(),
            "--reader-url",
            "http://localhost:" + reader.getAddress().getPort() + "/api"));
    if (!all.contains("--reader")) {
      all.addAll(List.of("--reader", "reader-7"));
    }
    Terminal terminal =
        new Terminal(
            new PrintWriter(out), new PrintWriter(err), new BufferedReader(new StringReader("")));
    return ClientDevice.run(terminal, all.toArray(String[]::new));
  }
}

package fiveseal.clientdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.card.GetAnswerCommand;
import fiveseal.protocol.card.InitializeCommand;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.card.ReadLogCommand;
import fiveseal.protocol.card.SelectCommand;
import fiveseal.protocol.card.TransactionId;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent as pages, and those who pretend to be one, meet it. */
class AgentTest {
  private static final String READERS = "/api/v1/readers";
  private static final String PAIRING = "/api/v1/pairing";

  @TempDir Path home;
  private AgentBench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new AgentBench(home);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  // --- A payment ---------------------------------------------------------------------------

  @Test
  void payment_ofAPairedPage_isAskedOfTheHolderAndDebits() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message2 = page.message2();

    RawHttp.Reply executed = page.apdu(executeOf(message2), Optional.of(message2));

    assertThat(executed.status()).as(executed.body()).isEqualTo(200);
    assertThat(executed.json().text("response")).hasSize(2 * 66).endsWith("9000");
    assertThat(bench.card.balance).isEqualTo(10_000 - 1980);
    assertThat(bench.holder.lastQuestion())
        .startsWith("Pay 1980 JPY to mall-1?")
        .contains("Two items", "bakery  Bread  480 JPY", "books  A novel  1500 JPY")
        .endsWith(
            "card ending in " + FakeCard.NUMBER.digits().substring(12) + ", balance 10000 JPY");
  }

  @Test
  void load_ofAPairedPage_isAskedOfTheHolderAndCredits() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message5 = message5(page.present(), UpdateKind.LOAD, 700);

    assertThat(page.apdu(executeOf5(message5), Optional.of(message5)).status()).isEqualTo(200);

    assertThat(bench.card.balance).isEqualTo(10_700);
    assertThat(bench.holder.lastQuestion()).startsWith("Load 700 JPY onto this card?");
  }

  @Test
  void readers_ofAPairedPage_tellTheCardAndEndNoSession() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    assertThat(page.get(READERS).json().objects("readers"))
        .singleElement()
        .satisfies(
            reader -> {
              assertThat(reader.text("id")).isEqualTo(AgentBench.READER);
              assertThat(reader.text("atr")).isEqualTo("3B80800101");
              assertThat(reader.text("cardNumber")).isEqualTo(FakeCard.NUMBER.digits());
            });
    String message2 = page.message2();

    RawHttp.Reply reader = page.get(READERS + "/" + AgentBench.READER);

    assertThat(reader.json().text("cardNumber")).isEqualTo(FakeCard.NUMBER.digits());
    assertThat(page.apdu(executeOf(message2), Optional.of(message2)).json().text("response"))
        .endsWith("9000");
    bench.card.number = FakeCard.OTHER_NUMBER;
    assertThat(page.get(READERS + "/" + AgentBench.READER).json().text("cardNumber"))
        .isEqualTo(FakeCard.OTHER_NUMBER.digits());
    bench.card.away = true;
    assertThat(page.get(READERS + "/" + AgentBench.READER).json().has("cardNumber")).isFalse();
    assertThat(page.get(READERS + "/another").code()).isEqualTo("not-found");
  }

  @Test
  void commandsOfAHolder_thatChangeNothing_areNotAsked() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    int asked = bench.holder.asked.size();
    page.present();

    for (byte[] apdu :
        List.of(
            new GetAnswerCommand(1).apdu(),
            new ReadLogCommand(1).apdu(),
            HexFormat.of().parseHex("8050000022"),
            HexFormat.of().parseHex("80500000"))) {
      assertThat(page.apdu(apdu, Optional.empty()).status()).isEqualTo(200);
    }
    assertThat(bench.holder.asked).hasSize(asked);
  }

  // --- Who may ask -------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://localhost:{server}",
        "http://localhost:{server}.evil.example",
        "http://localhost",
        "http://localhost:1",
        "http://127.0.0.1:{server}",
        "http://LOCALHOST:{server}",
        "http://localhost:{server}/",
        "http://user@localhost:{server}",
        "null",
        ""
      })
  void foreignOrigin_whateverItAsks_isRefused(String template) throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String origin = template.replace("{server}", Integer.toString(bench.manager.base().getPort()));
    int asked = bench.holder.asked.size();

    for (String[] request : everyRequest()) {
      RawHttp.Reply reply =
          bench.http.ask(
              request[0],
              request[1],
              List.of(
                  bench.host(),
                  "Origin: " + origin,
                  "Authorization: Bearer " + page.token,
                  "Content-Type: application/json"),
              request[2]);
      assertThat(reply.status()).as(request[0] + request[1]).isEqualTo(403);
      assertThat(reply.code()).isEqualTo("origin-refused");
      assertThat(reply.allowsAnyPage()).isFalse();
    }
    assertThat(bench.holder.asked).hasSize(asked);
  }

  private static List<String[]> everyRequest() {
    return List.of(
        new String[] {"GET", READERS, ""},
        new String[] {"GET", READERS + "/" + AgentBench.READER, ""},
        new String[] {"POST", AgentBench.APDU, "{\"apdu\":\"8050000000\"}"},
        new String[] {"OPTIONS", AgentBench.APDU, ""},
        new String[] {"POST", PAIRING, "{\"name\":\"x\"}"},
        new String[] {"GET", PAIRING + "/x", ""},
        new String[] {"GET", "/api/v1/nothing", ""},
        new String[] {"GET", "/api/v1/keys", ""},
        new String[] {"GET", "/wallet/test.html", ""});
  }

  @Test
  void origin_missingOrTwice_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String bearer = "Authorization: Bearer " + page.token;
    for (List<String> headers :
        List.of(
            List.of(bench.host(), bearer),
            List.of(bench.host(), bearer, "Sec-Fetch-Site: none"),
            List.of(bench.host(), bearer, "Sec-Fetch-Site: cross-site"),
            List.of(bench.host(), bearer, "Sec-Fetch-Site: same-site"),
            List.of(bench.host(), bearer, bench.origin(), bench.origin()),
            List.of(bench.host(), bearer, bench.origin(), "Origin: http://evil.example"))) {
      assertThat(bench.http.ask("GET", READERS, headers, "").code()).isEqualTo("origin-refused");
    }
    List<String> posting =
        List.of(
            bench.host(), bearer, "Sec-Fetch-Site: same-origin", "Content-Type: application/json");
    assertThat(bench.http.ask("POST", AgentBench.APDU, posting, "{\"apdu\":\"8050000000\"}").code())
        .isEqualTo("origin-refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:{port}",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: localhost.evil.example:{port}",
        "Host: [::1]:{port}",
        "Host: 0.0.0.0:{port}",
        "Host: 127.0.0.2:{port}",
        "Host:",
        "X-None: of all"
      })
  void foreignHost_whateverItAsks_isRefused(String template) throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String host = template.replace("{port}", Integer.toString(bench.agent.address().getPort()));
    for (String[] request : everyRequest()) {
      List<String> headers =
          List.of(
              host,
              bench.origin(),
              "Authorization: Bearer " + page.token,
              "Content-Type: application/json");
      RawHttp.Reply reply = bench.http.ask(request[0], request[1], headers, request[2]);
      assertThat(reply.status()).as(request[1]).isIn(400, 403);
      assertThat(reply.allowsAnyPage()).isFalse();
      assertThat(reply.body()).doesNotContain("A page of the tests", "readers\":");
    }
  }

  @Test
  void host_twice_isRefused() throws Exception {
    List<String> headers = List.of(bench.host(), "Host: evil.example", bench.origin());
    assertThat(bench.http.ask("GET", READERS, headers, "").status()).isIn(400, 403);
  }

  @Test
  void agent_onAnotherAddressOfThisMachine_doesNotListen() {
    assertThatThrownBy(
            () -> {
              try (Socket socket = new Socket()) {
                socket.connect(
                    new InetSocketAddress(
                        InetAddress.getByName("127.0.0.2"), bench.agent.address().getPort()));
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void preflight_ofTheServersPages_allowsThatOriginAlone() throws Exception {
    RawHttp.Reply reply =
        bench.http.ask(
            "OPTIONS",
            AgentBench.APDU,
            List.of(
                bench.host(),
                bench.origin(),
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization,content-type"),
            "");

    assertThat(reply.status()).isEqualTo(204);
    assertThat("Origin: " + reply.headers().get("access-control-allow-origin"))
        .isEqualTo(bench.origin());
    assertThat(reply.headers().get("access-control-allow-methods")).isEqualTo("GET, POST");
    assertThat(reply.headers().get("access-control-allow-headers"))
        .isEqualTo("authorization, content-type");
    assertThat(reply.headers()).doesNotContainKey("access-control-allow-credentials");
    assertThat(reply.headers().get("vary")).contains("Origin");
  }

  @Test
  void ownPage_readingWithoutOrigin_isLetInByWhatTheBrowserSays() throws Exception {
    String own = "http://127.0.0.1:" + bench.agent.address().getPort();
    RawHttp.Reply begun =
        bench.http.ask(
            "POST",
            PAIRING,
            List.of(bench.host(), "Origin: " + own, "Content-Type: application/json"),
            "{\"name\":\"The wallet\"}");
    String path = PAIRING + "/" + begun.json().text("pairingId");
    List<String> reading = List.of(bench.host(), "Sec-Fetch-Site: same-origin");

    assertThat(bench.http.ask("GET", path, reading, "").status()).isEqualTo(200);
    assertThat(bench.http.ask("GET", path, List.of(bench.host(), bench.origin()), "").code())
        .isEqualTo("not-found");
  }

  // --- Pairing -----------------------------------------------------------------------------

  @Test
  void pairing_untilTheHolderAgrees_isPendingAndThenTellsItsTokenOnce() throws Exception {
    bench.holder.isAsked();
    RawHttp.Reply begun = bench.post(PAIRING, Map.of("name", "The wallet"));
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.json().text("code")).matches("[0-9]{6}");
    String path = PAIRING + "/" + begun.json().text("pairingId");
    List<String> reading = List.of(bench.host(), bench.origin());
    RawHttp.Reply pending = bench.http.ask("GET", path, reading, "");
    assertThat(pending.json().text("state")).isEqualTo("PENDING");
    assertThat(pending.json().has("token")).isFalse();

    bench.holder.answer(true);

    RawHttp.Reply paired = bench.awaitDecided(path);
    assertThat(paired.json().text("state")).isEqualTo("PAIRED");
    assertThat(Base64Url.decode(paired.json().text("token"))).hasSize(32);
    assertThat(bench.holder.lastQuestion())
        .contains("the code " + begun.json().text("code"), "The wallet")
        .contains(bench.origin().substring("Origin: ".length()));
    RawHttp.Reply again = bench.http.ask("GET", path, reading, "");
    assertThat(again.json().text("state")).isEqualTo("PAIRED");
    assertThat(again.json().has("token")).isFalse();
  }

  @Test
  void pairing_whenTheHolderRefuses_givesNoToken() throws Exception {
    bench.holder.isAsked();
    String id = bench.post(PAIRING, Map.of("name", "x")).json().text("pairingId");
    bench.holder.answer(false);

    RawHttp.Reply refused = bench.awaitDecided(PAIRING + "/" + id);

    assertThat(refused.json().text("state")).isEqualTo("REFUSED");
    assertThat(refused.json().has("token")).isFalse();
  }

  @Test
  void pairing_whileAnotherWaits_isRefused() throws Exception {
    bench.holder.isAsked();
    bench.post(PAIRING, Map.of("name", "one"));
    assertThat(bench.post(PAIRING, Map.of("name", "two")).code()).isEqualTo("too-many-requests");
    bench.holder.answer(false);
  }

  @Test
  void pairing_withANameThatIsNone_isRefused() throws Exception {
    for (String name :
        List.of("", " ", "x".repeat(41), "a\nb", "a\u202eb", "a\u001b[2J", "\u2028")) {
      assertThat(bench.post(PAIRING, Map.of("name", name)).code()).isEqualTo("message-malformed");
    }
    assertThat(bench.post(PAIRING, Map.of("name", "x", "token", "y")).code())
        .isEqualTo("message-malformed");
    assertThat(bench.post(PAIRING, Map.of("name", "x".repeat(2000))).code())
        .isEqualTo("body-too-large");
    assertThat(bench.holder.asked).isEmpty();
  }

  @Test
  void unpairedPage_whateverItAsks_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    List<String> tokens =
        new ArrayList<>(List.of("", "x", page.token + "A", page.token.substring(1)));
    tokens.add("A".repeat(page.token.length()));
    for (String token : tokens) {
      AgentBench.Page stranger = bench.new Page(token);
      assertThat(stranger.get(READERS).code()).as(token).isEqualTo("not-paired");
      assertThat(stranger.get(READERS + "/" + AgentBench.READER).status()).isEqualTo(401);
      assertThat(stranger.apdu(new SelectCommand().apdu(), Optional.empty()).status())
          .isEqualTo(401);
    }
    assertThat(bench.http.ask("GET", READERS, List.of(bench.host(), bench.origin()), "").code())
        .isEqualTo("not-paired");
    List<String> twice = new ArrayList<>(page.headers());
    twice.add("Authorization: Bearer " + page.token);
    assertThat(bench.http.ask("GET", READERS, twice, "").code()).isEqualTo("not-paired");
  }

  @Test
  void token_shownByAnotherOrigin_isNone() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String own = "Origin: http://127.0.0.1:" + bench.agent.address().getPort();
    List<String> headers = List.of(bench.host(), own, "Authorization: Bearer " + page.token);
    assertThat(bench.http.ask("GET", READERS, headers, "").code()).isEqualTo("not-paired");
  }

  // --- EXECUTE -----------------------------------------------------------------------------

  @Test
  void execute_bare_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message2 = page.message2();

    refusedBeforeTheCard(page, executeOf(message2), Optional.empty(), "command-refused");
    refusedBeforeTheCard(page, executeOf(message2), Optional.of(""), "message-malformed");
  }

  @Test
  void execute_besideAMessageWithAnotherCommand_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message2 = page.message2();
    byte[] other = executeOf(message2);
    other[20] ^= 1;

    refusedBeforeTheCard(page, other, Optional.of(message2), "command-refused");
  }

  @Test
  void execute_besideAMessageThatIsNotTheManagers_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message2 = page.message2();
    var information =
        Signed.parse(message2, fiveseal.protocol.SettlementInformation.class).message();
    String byTheMall = Signed.by(bench.manager.mallKey, information).compact();
    String byAStranger =
        Signed.by(fiveseal.protocol.jws.SigningKey.generate(), information).compact();

    refusedBeforeTheCard(page, executeOf(message2), Optional.of(byTheMall), "signature-refused");
    refusedBeforeTheCard(page, executeOf(message2), Optional.of(byAStranger), "signature-refused");
    refusedBeforeTheCard(
        page,
        executeOf(message2),
        Optional.of(PaymentTest.badlySigned(message2)),
        "signature-refused");
    refusedBeforeTheCard(
        page, executeOf(message2), Optional.of(bench.manager.message1), "message-malformed");
  }

  @Test
  void execute_besideAMessageWhoseRequestIsForged_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    PresentedCard card = page.present();
    String command =
        bench.manager.command(
            card.initialize(), Operation.DEBIT, 1980, TransactionId.ofSettlement(FakeManager.ID));
    String forged = PaymentTest.badlySigned(bench.manager.message1);
    String message2 =
        bench.manager.sign(
            bench.manager.information(
                FakeManager.ID, forged, command, bench.manager.now.getEpochSecond()));

    refusedBeforeTheCard(page, executeOf(message2), Optional.of(message2), "signature-refused");
  }

  @Test
  void execute_besideAMessageWhoseTimeHasPassed_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    PresentedCard card = page.present();
    String command =
        bench.manager.command(
            card.initialize(), Operation.DEBIT, 1980, TransactionId.ofSettlement(FakeManager.ID));
    String old =
        bench.manager.sign(
            bench.manager.information(
                FakeManager.ID,
                bench.manager.message1,
                command,
                bench.manager.now.getEpochSecond() - 2000));

    refusedBeforeTheCard(page, executeOf(old), Optional.of(old), "message-refused");
  }

  @Test
  void execute_ofAnUpdateForAnotherCurrencyThanTheCards_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    PresentedCard card = page.present();
    String command =
        bench.manager.command(
            card.initialize(), Operation.CREDIT, 1, TransactionId.ofUpdate(FakeManager.VOID));
    var honest = bench.manager.update(FakeManager.VOID, UpdateKind.LOAD, 1, command);
    String inEuro =
        bench.manager.sign(
            new fiveseal.protocol.ValueUpdate(
                honest.iss(),
                honest.updateId(),
                honest.kind(),
                honest.amountMinor(),
                fiveseal.protocol.IsoCurrency.of("EUR"),
                command,
                Optional.empty(),
                honest.iat(),
                honest.exp()));

    refusedBeforeTheCard(page, executeOf5(inEuro), Optional.of(inEuro), "message-refused");
  }

  @Test
  void execute_whenTheHolderRefuses_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message2 = page.message2();
    bench.holder.isAsked();
    bench.holder.answer(false);

    RawHttp.Reply reply = page.apdu(executeOf(message2), Optional.of(message2));

    assertThat(reply.code()).isEqualTo("not-confirmed");
    assertThat(bench.card.executed).isEmpty();
    assertThat(bench.holder.lastQuestion()).startsWith("Pay 1980 JPY to mall-1?");
  }

  /** The page has given up by then, and told its holder that nothing was paid. */
  @Test
  void execute_whenTheHolderAgreesTooLate_isRefused(@TempDir Path elsewhere) throws Exception {
    try (AgentBench hasty = new AgentBench(elsewhere, Duration.ofMillis(300))) {
      AgentBench.Page page = hasty.pairedPage();
      String message2 = page.message2();
      hasty.holder.isLate();

      RawHttp.Reply reply = page.apdu(executeOf(message2), Optional.of(message2));

      assertThat(reply.code()).isEqualTo("not-confirmed");
      assertThat(hasty.card.executed).isEmpty();
    }
  }

  @Test
  void execute_withoutACardPresentedHere_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message2 = page.message2();
    page.apdu(new SelectCommand().apdu(), Optional.empty());

    refusedBeforeTheCard(page, executeOf(message2), Optional.of(message2), "command-refused");
  }

  @Test
  void execute_whenTheManagerGivesNoKeys_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message2 = page.message2();
    bench.manager.loseRequest = path -> path.startsWith("keys");

    refusedBeforeTheCard(page, executeOf(message2), Optional.of(message2), "unavailable");
  }

  @Test
  void message_besideAnotherCommandThanExecute_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message2 = page.message2();
    refusedBeforeTheCard(
        page, new InitializeCommand().apdu(), Optional.of(message2), "command-refused");
  }

  private void refusedBeforeTheCard(
      AgentBench.Page page, byte[] apdu, Optional<String> message, String code) throws Exception {
    int asked = bench.holder.asked.size();
    RawHttp.Reply reply = page.apdu(apdu, message);
    assertThat(reply.code()).as(reply.body()).isEqualTo(code);
    assertThat(bench.card.executed).isEmpty();
    assertThat(bench.holder.asked).hasSize(asked);
  }

  // --- Other commands, and sizes ---------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80E2000020" + "0011223344556677889900112233445566778899001122334455667788990011",
        "00A4040007A0000000031010",
        "00A4040009F0464956455345414D",
        "00A4040009F0464956455345414C01",
        "00A4040009F0464956455345414C0000",
        "00A40400",
        "00A4040C09F0464956455345414C",
        "80500100",
        "805000000101",
        "8050000001",
        "80B2000400",
        "80B2010500",
        "80B2010401",
        "805400000400000001FF",
        "8054000003000001",
        "00CA000000",
        "0050000000",
        "81500000",
        "0070000001",
        "80520000",
        "80520000400011",
        "FF"
      })
  void command_thatIsNoHoldersToThePurse_isRefused(String hex) throws Exception {
    AgentBench.Page page = bench.pairedPage();
    RawHttp.Reply reply = page.apdu(HexFormat.of().parseHex(hex), Optional.empty());
    assertThat(reply.code()).as(hex).isEqualTo("command-refused");
  }

  @Test
  void apdu_thatIsOversizedOrNoHex_isMalformed() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    assertThat(page.apdu(new byte[262], Optional.empty()).code()).isEqualTo("message-malformed");
    assertThat(page.apdu(new byte[261], Optional.empty()).code()).isEqualTo("command-refused");
    for (String body :
        List.of(
            "{\"apdu\":\"\"}",
            "{\"apdu\":\"8\"}",
            "{\"apdu\":\"80500000zz\"}",
            "{\"apdu\":\" 80500000\"}",
            "{\"apdu\":5}",
            "{}",
            "[]",
            "",
            "{\"apdu\":\"8050000000\",\"apdu\":\"8050000000\"}",
            "{\"apdu\":\"8050000000\",\"force\":true}")) {
      assertThat(bench.http.ask("POST", AgentBench.APDU, page.headers(), body).code())
          .as(body)
          .isEqualTo("message-malformed");
    }
  }

  @Test
  void body_thatIsOversized_isRefusedAnnouncedOrNot() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String large = "{\"apdu\":\"8050000000\",\"message\":\"" + "x".repeat(140_000) + "\"}";
    assertThat(bench.http.ask("POST", AgentBench.APDU, page.headers(), large).code())
        .isEqualTo("body-too-large");

    String head =
        "POST "
            + AgentBench.APDU
            + " HTTP/1.1\r\n"
            + String.join("\r\n", page.headers())
            + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    String chunk = Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n";
    assertThat(
            bench.http.send(head, chunk.getBytes(java.nio.charset.StandardCharsets.UTF_8)).code())
        .isEqualTo("body-too-large");
  }

  @Test
  void body_thatAFormCouldSend_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    for (String type :
        List.of(
            "Content-Type: text/plain",
            "Content-Type: application/x-www-form-urlencoded",
            "X: y")) {
      List<String> headers = new ArrayList<>(page.headers().subList(0, 3));
      headers.add(type);
      assertThat(
              bench.http.ask("POST", AgentBench.APDU, headers, "{\"apdu\":\"8050000000\"}").code())
          .isEqualTo("unsupported-media-type");
    }
  }

  @Test
  void method_thatIsNotOffered_isRefused() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE")) {
      assertThat(
              bench.http.ask(method, READERS + "/" + AgentBench.READER, page.headers(), "").code())
          .isEqualTo("method-not-allowed");
    }
    assertThat(page.get(AgentBench.APDU).code()).isEqualTo("method-not-allowed");
    assertThat(page.get(READERS + "/" + AgentBench.READER + "/card").code()).isEqualTo("not-found");
  }

  @Test
  void card_thatGivesNoResponse_endsItsSession() throws Exception {
    AgentBench.Page page = bench.pairedPage();
    String message2 = page.message2();
    bench.card.away = true;
    assertThat(page.apdu(new InitializeCommand().apdu(), Optional.empty()).code())
        .isEqualTo("reader-failed");
    bench.card.away = false;

    refusedBeforeTheCard(page, executeOf(message2), Optional.of(message2), "command-refused");
  }

  // --- The wallet, and the way to its server -------------------------------------------------

  @Test
  void wallet_openedByItsAddress_comesWithAStrictPolicy() throws Exception {
    RawHttp.Reply page = bench.http.ask("GET", "/wallet/test.html", List.of(bench.host()), "");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("A page of the tests");
    assertThat(page.headers().get("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.headers().get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().get("x-content-type-options")).isEqualTo("nosniff");
    assertThat(page.allowsAnyPage()).isFalse();
  }

  @Test
  void wallet_whosePageNamesItsOwnPolicy_comesWithThat() throws Exception {
    RawHttp.Reply page =
        bench.http.ask("GET", "/wallet/own-policy.html", List.of(bench.host()), "");

    assertThat(page.headers().get("content-security-policy"))
        .isEqualTo("default-src 'none'; script-src 'sha256-x'; frame-ancestors 'none'");
  }

  @Test
  void address_ofTheAgent_leadsToTheWallet() throws Exception {
    RawHttp.Reply reply = bench.http.ask("GET", "/", List.of(bench.host()), "");
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.headers().get("location")).isEqualTo("/wallet/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/wallet/",
        "/wallet",
        "/test.html",
        "/wallet/nothing.html",
        "/wallet/..%2Fwallet/test.html",
        "/wallet/../wallet/test.html",
        "/wallet/./test.html",
        "/wallet//test.html",
        "//wallet/test.html",
        "/wallet/test.html/",
        "/wallet/.test.html",
        "/wallet/%74est.html",
        "/wallet/../AgentCommand.class",
        "/wallet/test"
      })
  void wallet_whereNoFileIs_isNotFound(String path) throws Exception {
    RawHttp.Reply reply = bench.http.ask("GET", path, List.of(bench.host()), "");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).doesNotContain("A page of the tests");
  }

  @Test
  void relay_ofOurOwnPage_reachesTheClientApiAlone() throws Exception {
    List<String> own = List.of(bench.host(), "Sec-Fetch-Site: same-origin");
    String origin = "Origin: http://127.0.0.1:" + bench.agent.address().getPort();

    RawHttp.Reply keys = bench.http.ask("GET", "/api/v1/keys?store=mall-1", own, "");

    assertThat(keys.status()).isEqualTo(200);
    assertThat(keys.json().objects("keys").get(0).text("iss")).isEqualTo("mall-1");
    RawHttp.Reply refused =
        bench.http.ask(
            "POST",
            "/api/v1/presentations",
            List.of(bench.host(), origin, "Content-Type: application/json"),
            "{\"initialize\":5}");
    assertThat(refused.code()).isEqualTo("message-malformed");
    for (String path :
        List.of("keys/../operator", "keys/../../x", "keys/%2e%2e", "keys//b", "keys/", "keys/k.")) {
      assertThat(bench.http.ask("GET", "/api/v1/" + path, own, "").status())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(bench.http.ask("GET", "/api/v1/keys?a=%0d%0a", own, "").status()).isEqualTo(404);
    assertThat(bench.http.ask("DELETE", "/api/v1/keys", List.of(bench.host(), origin), "").code())
        .isEqualTo("method-not-allowed");
  }

  @Test
  void relay_ofTheServersPage_isRefused() throws Exception {
    assertThat(
            bench.http.ask("GET", "/api/v1/keys", List.of(bench.host(), bench.origin()), "").code())
        .isEqualTo("origin-refused");
    assertThat(bench.http.ask("GET", "/api/v1/keys", List.of(bench.host()), "").code())
        .isEqualTo("origin-refused");
  }

  @Test
  void relay_whenTheManagerIsAway_saysSo() throws Exception {
    bench.manager.loseRequest = path -> true;
    List<String> own = List.of(bench.host(), "Sec-Fetch-Site: same-origin");
    assertThat(bench.http.ask("GET", "/api/v1/keys", own, "").code()).isEqualTo("unavailable");
  }

  private static byte[] executeOf(String message2) {
    return AgentBench.execute(
        Signed.parse(message2, fiveseal.protocol.SettlementInformation.class).message().command());
  }

  private static byte[] executeOf5(String message5) {
    return AgentBench.execute(
        Signed.parse(message5, fiveseal.protocol.ValueUpdate.class).message().command());
  }

  private String message5(PresentedCard card, UpdateKind kind, long amount) {
    String command =
        bench.manager.command(
            card.initialize(),
            kind.hasAmount() ? Operation.CREDIT : Operation.VOID,
            amount,
            TransactionId.ofUpdate(FakeManager.VOID));
    return bench.manager.sign(bench.manager.update(FakeManager.VOID, kind, amount, command));
  }
}

package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.card.ExecuteCommand;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.PurseClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same payment through PC/SC: pcscd and a driver that others wrote, the applet behind them, the
 * client device before them.
 */
@Tag("pcsc")
class PcscIT extends OnDeployedMall {
  private static final String SIMULATED = "reader-2";
  private static final String READER = "virtual-pcd-00-00";
  private static final String SELECT = "00A4040009F0464956455345414C00";
  private static final long BALANCE = 5_000;
  private static final long AMOUNT = 1_980;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Mall mall = Mall.get();
  private Holder holder;
  private VirtualReaders readers;
  private PcscDaemon pcscd;
  private Devices devices;

  @BeforeEach
  void start() throws IOException {
    holder = Holder.withNewCard(mall, SIMULATED, BALANCE);
    readers =
        new VirtualReaders(
            new CardInReader(mall.readers(), SIMULATED, holder.cardNumber()), new ForeignCard());
    pcscd = PcscDaemon.start(TestFolder.folder(), readers.port());
    devices = mall.devices().with(pcscd.environment());
  }

  @AfterEach
  void stop() {
    pcscd.close();
    readers.close();
  }

  @Test
  @DisplayName("Claim 26 works: a program that we did not write sees the card")
  void card_seenByOpensc_hasItsAtrAndAnswersSelect() {
    assertThat(opensc("--reader", "0", "--atr")).contains("3b:80:80:01:01");

    String selected = opensc("--reader", "0", "--send-apdu", SELECT);

    assertThat(selected).contains("Received (SW1=0x90, SW2=0x00)");
    String digits = holder.cardNumber();
    assertThat(selected).contains("01 " + digits.substring(0, 2) + " " + digits.substring(2, 4));
  }

  @Test
  @DisplayName("Claim 26 refuses: a program that we did not write gets the status words")
  void card_seenByOpensc_refusesByStatusWord() {
    assertThat(send("00A4040009F0464956455345414D00")).contains("SW1=0x6A, SW2=0x82");
    assertThat(send(SELECT, "9050000000")).contains("SW1=0x6E, SW2=0x00");
    assertThat(send(SELECT, "8051000000")).contains("SW1=0x6D, SW2=0x00");
    assertThat(send(SELECT, "8050010000")).contains("SW1=0x6B, SW2=0x00");
    assertThat(send(SELECT, "80540000020001")).contains("SW1=0x67, SW2=0x00");
    assertThat(send(SELECT, "8052000040" + "00".repeat(64))).contains("SW1=0x69, SW2=0x85");
    assertThat(send(SELECT, "8050000000", "8052000040" + "00".repeat(64)))
        .contains("SW1=0x69, SW2=0x82");
    assertThat(holder.balance()).isEqualTo(BALANCE);
  }

  @Test
  @DisplayName("Claim 24 works: client-device.jar pays through PC/SC")
  void payment_throughPcsc_debitsOnce() {
    JsonMembers paid = devices.client("pcsc:00 00", "pay", request(AMOUNT), "--receipt-wait", "0");

    assertThat(paid.objects("seals")).hasSize(3);
    assertThat(paid.objects("seals")).allMatch(seal -> seal.flag("verified"));
    assertThat(devices.client("pcsc:00 00", "balance").integer("balance"))
        .isEqualTo(BALANCE - AMOUNT);
    assertThat(devices.client("pcsc:00 00", "history").objects("records").get(0).text("operation"))
        .isEqualTo("DEBIT");
    assertThat(holder.balance()).isEqualTo(BALANCE - AMOUNT);
  }

  @Test
  @DisplayName("Claim 4 works: a paired page pays through the agent, by a checked message 2 alone")
  void payment_ofAPairedPage_debitsOnceTheHolderAgreed() throws IOException {
    try (Agent agent = agent()) {
      AgentPage page = new AgentPage(agent, mall.http().baseUrl()).pair();
      assertThat(page.get("readers").require(200).json().objects("readers"))
          .extracting(reader -> reader.text("id") + " " + reader.text("atr"))
          .containsExactly("virtual-pcd-00-00 3B80800101", "virtual-pcd-00-01 3B80800101");
      String settlementId = settlementOf(request(AMOUNT));
      Initialize session = touch(page);
      String message2 = holder.issue(settlementId, session).require(200).body();
      byte[] execute = new ExecuteCommand(Holder.commandOf(message2)).apdu();

      Http.Reply bare = page.apdu(READER, execute, Optional.empty());
      assertThat(bare.code()).contains("command-refused");
      Http.Reply executed = page.apdu(READER, execute, Optional.of(message2)).require(200);

      byte[] answer =
          new ExecuteCommand(Holder.commandOf(message2))
              .parse(HexFormat.of().parseHex(executed.json().text("response")));
      assertThat(
              holder
                  .answer(settlementId, session.counter(), answer)
                  .require(200)
                  .json()
                  .text("state"))
          .isEqualTo("COMPLETED");
      assertThat(agent.shown())
          .contains("Pay " + AMOUNT + " JPY to " + DemoStore.KIOSK.id() + "?")
          .contains("balance " + BALANCE + " JPY");
      assertThat(holder.balance()).isEqualTo(BALANCE - AMOUNT);
    }
  }

  @Test
  @DisplayName("Claim 4 refuses: what the holder refuses at the agent, no page brings to the card")
  void payment_thatTheHolderRefuses_debitsNothing() throws IOException {
    try (Agent agent = agent()) {
      AgentPage page = new AgentPage(agent, mall.http().baseUrl()).pair();
      agent.holderAgreesTo(question -> !question.startsWith("Pay"));
      Initialize session = touch(page);
      String message2 = holder.issue(settlementOf(request(AMOUNT)), session).require(200).body();
      byte[] execute = new ExecuteCommand(Holder.commandOf(message2)).apdu();

      assertThat(page.apdu(READER, execute, Optional.of(message2)).code())
          .contains("not-confirmed");
      assertThat(new AgentPage(agent, mall.http().baseUrl()).get("readers").code())
          .contains("not-paired");
      assertThat(new AgentPage(agent, "http://evil.example").get("readers").code())
          .contains("origin-refused");
      assertThat(holder.balance()).isEqualTo(BALANCE);
    }
  }

  private Agent agent() {
    return Agent.start(
        mall.http().baseUrl() + "/client",
        TestFolder.folder().root().resolve("client"),
        pcscd.environment());
  }

  private static Initialize touch(AgentPage page) throws IOException {
    PurseClient purse = new PurseClient(page.channel(READER));
    purse.select();
    return purse.initialize();
  }

  private static String settlementOf(String payUrl) {
    return payUrl.substring(payUrl.indexOf('=') + 1);
  }

  @Test
  void device_whenTheReaderIsUnclear_namesThem() {
    assertThatThrownBy(() -> devices.client("pcsc", "balance"))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining(PcscDaemon.READER)
        .hasMessageContaining(PcscDaemon.OTHER_READER);
    assertThatThrownBy(() -> devices.client("pcsc:nothing", "balance"))
        .hasMessageContaining("no such reader is connected");
  }

  @Test
  void device_withSomebodyElsesCard_refuses() {
    assertThatThrownBy(() -> devices.client("pcsc:" + PcscDaemon.OTHER_READER, "balance"))
        .hasMessageContaining("This is no card of this system");
  }

  @Test
  void device_withoutPcsc_saysWhatToInstall() {
    assertThatThrownBy(
            () -> devices.with(Map.of("PCSCLITE_CSOCK_NAME", "/nowhere")).client("pcsc", "balance"))
        .hasMessageContaining("no PC/SC");
  }

  private String request(long amountMinor) {
    return mall.devices()
        .store(
            DemoStore.KIOSK,
            "request",
            "--amount",
            Long.toString(amountMinor),
            "--currency",
            Mall.CURRENCY,
            "--description",
            "A book")
        .text("payUrl");
  }

  private String send(String... apdus) {
    List<String> arguments = new ArrayList<>(List.of("--reader", "0"));
    for (String apdu : apdus) {
      arguments.addAll(List.of("--send-apdu", apdu));
    }
    String said = opensc(arguments.toArray(String[]::new));
    return said.substring(said.lastIndexOf("Received"));
  }

  private String opensc(String... arguments) {
    List<String> command = new ArrayList<>(List.of("opensc-tool", "--card-driver", "default"));
    command.addAll(List.of(arguments));
    Program.Result result =
        Program.run(
            command,
            TestFolder.folder().root(),
            pcscd.environment(),
            TestFolder.folder().log("opensc"),
            LIMIT);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }
}

package fiveseal.protocol.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.CardNumber;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The APDUs as they cross the wire, and what their answers mean. */
class PurseClientTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final byte[] COMMAND = new byte[64];

  private static PurseClient cardThatAnswers(Map<String, String> answers) {
    return new PurseClient(
        apdu -> {
          String response = answers.get(HEX.formatHex(apdu));
          if (response == null) {
            throw new IOException("unexpected " + HEX.formatHex(apdu));
          }
          return HEX.parseHex(response);
        });
  }

  @Test
  void select_sendsTheWholeName() throws IOException {
    PurseClient client =
        cardThatAnswers(
            Map.of("00A4040009F0464956455345414C00", "01939200000000001503920001019000"));
    assertThat(client.select().cardNumber()).contains(new CardNumber("9392000000000015"));
  }

  @Test
  void select_whenThereIsNoPurse_isRefusedWith6A82() {
    PurseClient client = cardThatAnswers(Map.of("00A4040009F0464956455345414C00", "6A82"));
    assertThatThrownBy(client::select)
        .isInstanceOfSatisfying(
            CardException.class,
            e -> assertThat(e.statusWord()).isEqualTo(StatusWord.FILE_NOT_FOUND))
        .hasMessageContaining("6A82");
  }

  @Test
  void initialize_readsTheCardsState() throws IOException {
    CardVector vector = CardVector.ofKind("settlement");
    String answer = HEX.formatHex(vector.hex("initialize"));
    PurseClient client = cardThatAnswers(Map.of("8050000000", answer + "9000"));
    assertThat(client.initialize().bytes()).isEqualTo(vector.hex("initialize"));
  }

  @Test
  void execute_sendsTheSealedBytesUnchanged() throws IOException {
    String answer = "5A".repeat(64);
    PurseClient client =
        cardThatAnswers(Map.of("8052000040" + "00".repeat(64) + "00", answer + "9000"));
    assertThat(client.execute(COMMAND)).isEqualTo(HEX.parseHex(answer));
  }

  @Test
  void execute_whenTheAnswerIsCutOrRefused_fails() {
    String apdu = "8052000040" + "00".repeat(64) + "00";
    assertThatThrownBy(() -> cardThatAnswers(Map.of(apdu, "019000")).execute(COMMAND))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> cardThatAnswers(Map.of(apdu, "90")).execute(COMMAND))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> cardThatAnswers(Map.of(apdu, "6982")).execute(COMMAND))
        .isInstanceOfSatisfying(
            CardException.class,
            e -> assertThat(e.statusWord()).isEqualTo(StatusWord.SECURITY_STATUS_NOT_SATISFIED));
  }

  @Test
  void answer_isThereOrNot() throws IOException {
    PurseClient client =
        cardThatAnswers(
            Map.of(
                "80540000040000000700", "5A".repeat(64) + "9000", "80540000040000000800", "6A83"));
    assertThat(client.answer(7)).hasValueSatisfying(a -> assertThat(a).hasSize(64));
    assertThat(client.answer(8)).isEmpty();
  }

  @Test
  void log_readsUntilThereIsNoMore() throws IOException {
    String record = "00000007" + "01" + "00" + "000007BC" + "00001F54" + "AB".repeat(16);
    PurseClient client =
        cardThatAnswers(Map.of("80B2010400", record + "9000", "80B2020400", "6A83"));
    assertThat(client.log())
        .containsExactly(
            new LogRecord(
                7, Operation.DEBIT, CardResult.DONE, 1980, 8020, HEX.parseHex("AB".repeat(16))));
  }

  @Test
  void personalize_hasItsFieldsInOrder() {
    byte[] apdu =
        new PersonalizeCommand(
                new CardNumber("9392000000000015"), 392, 0, 20000, 5000, 1, new byte[16])
            .apdu();
    assertThat(HEX.formatHex(apdu))
        .isEqualTo(
            "80E2000024"
                + "9392000000000015"
                + "0392"
                + "00"
                + "00004E20"
                + "00001388"
                + "01"
                + "00".repeat(16));
  }
}

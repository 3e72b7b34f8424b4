package fiveseal.cardsim;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a card refuses by a status word: nothing changes but the challenge. */
class PurseRefusalsTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String SELECT = "00A4040009F0464956455345414C";
  private static final String SEALED = "00".repeat(64);

  @ParameterizedTest
  @CsvSource({
    // class before instruction
    "01A4040009F0464956455345414C00, 6E00",
    "815000000000, 6E00",
    "8450000000, 6E00",
    "9050000000, 6E00",
    "A050000000, 6E00",
    "FF00000000, 6E00",
    "0100010101, 6E00",
    // instruction before parameters
    "8051010101, 6D00",
    "80A4040009F0464956455345414C00, 6D00",
    "0050000000, 6D00",
    "00B0000000, 6D00",
    "00C0000000, 6D00",
    "8000000000, 6D00",
    // parameters before length
    "805001000100, 6B00",
    "8050000100, 6B00",
    "805201000100, 6B00",
    "8052000100, 6B00",
    "80540100, 6B00",
    "80B2000400, 6B00",
    "80B2010500, 6B00",
    "80B20100, 6B00",
    "80E2010000, 6B00",
    "00A4000009F0464956455345414C00, 6B00",
    "00A4040C09F0464956455345414C00, 6B00",
    "00A4040409F0464956455345414C00, 6B00",
    // length before everything else
    "80500000010000, 6700",
    "8050000021, 6700",
    "8050000023, 6700",
    "80520000, 6700",
    "8052000000, 6700",
    "805200000100, 6700",
    "8054000003000000, 6700",
    "80540000050000000000, 6700",
    "80540000040000000163, 6700",
    "80B20104010000, 6700",
    "80B201041D, 6700",
    "80E200000100, 6700",
    "00A40400, 6700",
    "00A4040000, 6700",
    "00A4040009F0464956455345414C0D, 6700",
    "00A4040011F0464956455345414C0000000000000000, 6700",
    // ill-formed and extended lengths, in the same order of checks
    "01500000050000, 6E00",
    "80510000050000, 6D00",
    "80500100050000, 6B00",
    "80500000050000, 6700",
    "80520000000040, 6700",
    "8050000000000000, 6700",
    "00A404000000, 6700"
  })
  @DisplayName("Claim 26 refuses: wrong class, instruction, parameters or length, in this order")
  void command_ofWrongForm_getsItsStatusWordAndChangesNothing(String apdu, String statusWord) {
    TestCard test = TestCard.loaded(500);
    byte[] before = test.card.image();
    assertThat(test.send(apdu)).isEqualTo(statusWord);
    assertThat(test.card.image()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "00A4040009F0464956455345414C, 14",
    "00A4040009F0464956455345414C00, 14",
    "00A4040009F0464956455345414C0E, 14",
    "80500000, 34",
    "8050000000, 34",
    "8050000022, 34",
    "80540000040000000140, 64",
    "805400000400000001, 64",
    "80B20104, 30",
    "80B201041E, 30"
  })
  @DisplayName("Claim 26 works: ISO 7816-4 commands, Le absent, zero or exact")
  void command_withLeAbsentZeroOrExact_isAnswered(String apdu, int length) {
    TestCard test = TestCard.loaded(500);
    String response = test.send(apdu);
    assertThat(response).hasSize(2 * (length + 2)).endsWith("9000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "40"})
  void execute_withLeAbsentZeroOrExact_isAnswered(String le) {
    TestCard test = TestCard.loaded(500);
    Initialize session = test.initialize();
    String apdu = test.executeApdu(session, test.command(Operation.VOID, 0, session.counter()));
    assertThat(test.send(apdu.substring(0, apdu.length() - 2) + le))
        .hasSize(2 * 66)
        .endsWith("9000");
  }

  @Test
  void execute_withAnotherLe_doesNotSpendTheChallenge() {
    TestCard test = TestCard.loaded(500);
    Initialize session = test.initialize();
    String apdu = test.executeApdu(session, test.command(Operation.VOID, 0, session.counter()));
    assertThat(test.send(apdu.substring(0, apdu.length() - 2) + "3F")).isEqualTo("6700");
    assertThat(test.send("805200003F" + "00".repeat(63) + "00")).isEqualTo("6700");
    assertThat(test.send("8052000041" + "00".repeat(65) + "00")).isEqualTo("6700");
    assertThat(test.send(apdu)).endsWith("9000");
  }

  @ParameterizedTest
  @CsvSource({
    "00A4040008F0464956455345 41, 6A82",
    "00A404000AF0464956455345414C01, 6A82",
    "00A4040009F0464956455345414D, 6A82",
    "00A4040001F0, 6A82",
    "00A4040005A000000001, 6A82"
  })
  void select_ofAnotherName_isRefusedWith6A82(String apdu, String statusWord) {
    String bytes = apdu.replace(" ", "");
    assertThat(TestCard.loaded(500).send(bytes)).isEqualTo(statusWord);
    TestCard blank = TestCard.blank();
    assertThat(blank.send(bytes)).isEqualTo(statusWord);
  }

  @ParameterizedTest
  @CsvSource({
    "80500000, 6985",
    "80540000040000000100, 6985",
    "80B20104, 6985",
    "80B20004, 6B00",
    "8050000001, 6700",
    "90500000, 6E00",
    "80510000, 6D00"
  })
  void blankCard_answersOnlySelectAndPersonalize(String apdu, String statusWord) {
    TestCard test = TestCard.blank();
    test.select();
    assertThat(test.send(apdu)).isEqualTo(statusWord);
    assertThat(test.send("8052000040" + SEALED)).isEqualTo("6985");
  }

  @Test
  void card_thatIsNotSelected_isRefusedWith6985() {
    TestCard test = TestCard.loaded(500);
    test.card.reset();
    assertThat(test.send("80500000")).isEqualTo("6985");
    assertThat(test.send("90500000")).isEqualTo("6E00");
    assertThat(test.send("00A40400")).isEqualTo("6700");
    test.select();
    assertThat(test.send("80500000")).endsWith("9000");
  }

  @Test
  void personalize_twice_isRefusedWith6985() {
    TestCard test = TestCard.loaded(500);
    assertThat(test.send(TestCard.personalization(1, 1))).isEqualTo("6985");
    assertThat(test.initialize().balance()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({
    // offset in the data, byte
    "7,16",
    "0,A3",
    "0,9A",
    "8,13",
    "8,0A",
    "9,9F",
    "9,F2",
    "11,80",
    "15,FF",
    "19,00"
  })
  void personalize_withAnIllFormedField_isRefusedWith6A80(int offset, String value) {
    TestCard test = TestCard.blank();
    test.select();
    byte[] apdu = HEX.parseHex(TestCard.personalization(1000, 1000));
    apdu[5 + offset] = (byte) HexFormat.fromHexDigits(value);
    assertThat(test.send(HEX.formatHex(apdu))).isEqualTo("6A80");
    assertThat(test.send(SELECT)).isEqualTo("01" + "00".repeat(13) + "9000");
    assertThat(test.send(TestCard.personalization(1000, 1000))).isEqualTo("9000");
  }

  @Test
  @DisplayName("Claim 25 refuses: a stale command, whatever ended its challenge")
  void execute_withoutItsLiveChallenge_isRefused() {
    TestCard test = TestCard.loaded(500);
    assertRefusedAfter(test, () -> test.send("8052000040" + SEALED), "6985");
    assertRefusedAfter(test, test::initialize, "6982");
    assertRefusedAfter(test, test::select, "6985");
    assertRefusedAfter(test, () -> test.send("00A4040005A000000001"), "6985");
    assertRefusedAfter(
        test,
        () -> {
          test.card.reset();
          test.select();
        },
        "6985");
    assertThat(test.initialize().balance()).isEqualTo(500);
  }

  private static void assertRefusedAfter(TestCard test, Runnable end, String statusWord) {
    Initialize session = test.initialize();
    String apdu = test.executeApdu(session, test.command(Operation.DEBIT, 1, session.counter()));
    end.run();
    byte[] before = test.card.image();
    assertThat(test.send(apdu)).isEqualTo(statusWord);
    assertThat(test.send(apdu)).isEqualTo("6985");
    assertThat(test.card.image()).isEqualTo(before);
  }

  @Test
  @DisplayName("Claim 25 refuses: the same command twice changes the value once")
  void execute_twice_changesTheValueOnce() {
    TestCard test = TestCard.loaded(500);
    Initialize session = test.initialize();
    String apdu = test.executeApdu(session, test.command(Operation.DEBIT, 100, session.counter()));
    assertThat(test.send(apdu)).endsWith("9000");
    assertThat(test.send(apdu)).isEqualTo("6985");
    Initialize next = test.initialize();
    assertThat(test.send(apdu)).isEqualTo("6982");
    assertThat(next.balance()).isEqualTo(400);
  }

  @Test
  @DisplayName("Claim 25 refuses: another card's command, and one under another key")
  void execute_ofAnotherCardsCommand_isRefusedWith6982() {
    TestCard test = TestCard.loaded(500);
    TestCard clone = TestCard.of(test.card.image());
    clone.select();
    Initialize mine = test.initialize();
    Initialize other = clone.initialize();
    CardCommand debit = test.command(Operation.DEBIT, 1, mine.counter());
    assertThat(clone.send(test.executeApdu(mine, debit))).isEqualTo("6982");

    test.useKey(TestCard.NEW_KEY);
    assertThat(test.send(test.executeApdu(mine, debit))).isEqualTo("6982");
    assertThat(other.balance()).isEqualTo(500);
  }

  @Test
  void execute_withAnyBitFlipped_isRefusedWith6982() {
    TestCard test = TestCard.loaded(500);
    for (int bit = 0; bit < 8 * 64; bit++) {
      Initialize session = test.initialize();
      byte[] sealed =
          test.key()
              .seal(test.command(Operation.CREDIT, 1, session.counter()), session.challenge());
      sealed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(test.send(TestCard.executeApdu(sealed))).as("bit %d", bit).isEqualTo("6982");
    }
    assertThat(test.initialize().balance()).isEqualTo(500);
    assertThat(test.initialize().counter()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    // operation, amount, offset in the plaintext, byte
    "DEBIT,1,0,00",
    "DEBIT,1,0,02",
    "DEBIT,1,1,00",
    "DEBIT,1,1,08",
    "DEBIT,1,1,FF",
    "DEBIT,1,2,13",
    "DEBIT,1,3,9A",
    "DEBIT,1,4,80",
    "DEBIT,1,7,00",
    "DEBIT,1,47,01",
    "DEBIT,1,44,80",
    "CREDIT,1,4,FF",
    "CREDIT,1,7,00",
    "CREDIT,1,28,01",
    "CREDIT,1,43,01",
    "VOID,0,7,01",
    "VOID,0,4,80",
    "VOID,0,30,01",
    "REKEY,2,7,00",
    "REKEY,2,7,01",
    "REKEY,2,6,01",
    "REKEY,2,4,80",
    "BLOCK,0,7,01",
    "BLOCK,0,28,01",
    "UNBLOCK,0,7,01",
    "UNBLOCK,0,28,01",
    "LIMITS,0,7,01",
    "LIMITS,0,28,80",
    "LIMITS,0,32,80",
    "LIMITS,0,36,01",
    "LIMITS,0,43,01"
  })
  void execute_ofAnIllFormedPlaintext_isRefusedWith6A80(
      Operation operation, long amount, int offset, String value) {
    TestCard test = TestCard.loaded(500);
    Initialize session = test.initialize();
    byte[] plaintext = test.command(operation, amount, session.counter()).encode();
    plaintext[offset] = (byte) HexFormat.fromHexDigits(value);
    byte[] before = test.card.image();

    assertThat(sendRaw(test, session, plaintext)).isEqualTo("6A80");

    assertThat(test.card.image()).isEqualTo(before);
    assertThat(test.send("8052000040" + SEALED)).isEqualTo("6985");
    assertThat(test.result(Operation.DEBIT, 1)).isEqualTo(CardResult.DONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3, 0x8000_0002L, 0x7FFF_FFFFL})
  void debit_whenCounterIsAnother_isRefusedWith6985(long counter) {
    TestCard test = TestCard.loaded(500);
    Initialize session = test.initialize();
    byte[] plaintext = test.command(Operation.DEBIT, 1, session.counter()).encode();
    ByteBuffer.wrap(plaintext).putInt(8, (int) counter);
    byte[] before = test.card.image();
    assertThat(sendRaw(test, session, plaintext)).isEqualTo("6985");
    assertThat(test.card.image()).isEqualTo(before);
  }

  @Test
  void form_isLookedAtBeforeTheCounter() {
    TestCard test = TestCard.loaded(500);
    Initialize session = test.initialize();
    byte[] plaintext = test.command(Operation.DEBIT, 1, session.counter() + 1).encode();
    plaintext[47] = 1;
    assertThat(sendRaw(test, session, plaintext)).isEqualTo("6A80");
  }

  private static String sendRaw(TestCard test, Initialize session, byte[] plaintext) {
    return test.send(
        TestCard.executeApdu(
            RawSealing.seal(TestCard.KEY, session.counter(), session.challenge(), plaintext)));
  }

  @Test
  void rekey_toAVersionThatIsNotGreater_isRefusedWith6A80() {
    TestCard test = TestCard.personalized();
    test.run(Operation.REKEY, 200);
    test.useKey(TestCard.NEW_KEY);
    for (int version : new int[] {1, 127, 199, 200}) {
      Initialize session = test.initialize();
      CardCommand rekey = test.command(Operation.REKEY, version, session.counter());
      assertThat(test.send(test.executeApdu(session, rekey))).isEqualTo("6A80");
    }
    test.run(Operation.REKEY, 201);
  }

  @Test
  void counter_stopsAtItsMaximum() {
    TestCard fresh = TestCard.loaded(500);
    TestCard test = TestCard.of(withCounter(fresh.card, 0x7FFF_FFFE));
    test.select();
    CardAnswer last = test.run(Operation.DEBIT, 1);
    assertThat(last.counter()).isEqualTo(0x7FFF_FFFE);
    Initialize end = test.initialize();
    assertThat(end.counter()).isEqualTo(0x7FFF_FFFF);
    assertThat(end.balance()).isEqualTo(499);

    byte[] before = test.card.image();
    CardCommand debit = test.command(Operation.DEBIT, 1, end.counter());
    assertThat(test.send(test.executeApdu(end, debit))).isEqualTo("6985");
    assertThat(test.card.image()).isEqualTo(before);
    assertThat(test.send("8054000004" + "7FFFFFFE")).endsWith("9000");
  }

  /** Finds the counter's place by its name in the image's layout. */
  private static byte[] withCounter(SimulatedCard card, int counter) {
    int offset = 0;
    for (String line : card.layout().split("\n")) {
      int colon = line.indexOf(':');
      if (line.startsWith("PurseApplet.purse.counter:")) {
        byte[] image = card.image();
        ByteBuffer.wrap(image).putInt(offset, counter);
        return image;
      }
      offset += Integer.parseInt(line.substring(colon + 1));
    }
    throw new AssertionError("no counter in " + card.layout());
  }

  @Test
  void challenges_neverRepeatAndDifferBetweenCards() {
    TestCard one = TestCard.personalized();
    TestCard clone = TestCard.of(one.card.image());
    clone.select();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      assertThat(seen.add(HEX.formatHex(one.initialize().challenge()))).isTrue();
      assertThat(seen.add(HEX.formatHex(clone.initialize().challenge()))).isTrue();
    }
    for (int i = 0; i < 50; i++) {
      assertThat(seen.add(HEX.formatHex(TestCard.personalized().initialize().challenge())))
          .isTrue();
    }
  }

  @Test
  void challenge_isNotInTheImage() {
    TestCard test = TestCard.personalized();
    byte[] before = test.card.image();
    test.initialize();
    assertThat(test.card.image()).isEqualTo(before);
    TestCard restarted = TestCard.of(before);
    restarted.select();
    assertThat(restarted.send("8052000040" + SEALED)).isEqualTo("6985");
  }

  @Test
  void log_ofNumberBeyondTheLast_isRefusedWith6A83() {
    TestCard test = TestCard.loaded(500);
    assertThat(test.send("80B20104")).endsWith("9000");
    for (String number : new String[] {"02", "0B", "7F", "80", "FF"}) {
      assertThat(test.send("80B2" + number + "04")).isEqualTo("6A83");
    }
  }

  @Test
  void transientMemory_doesNotGrow() {
    TestCard test = TestCard.loaded(500);
    int before = test.card.transientArrayCount();
    for (int i = 0; i < 50; i++) {
      test.run(Operation.VOID, 0);
    }
    assertThat(test.card.transientArrayCount()).isEqualTo(before);
  }

  @Test
  void image_ofAnotherKindOfCard_isRefused() {
    byte[] image = TestCard.loaded(500).card.image();
    byte[] cut = Arrays.copyOf(image, image.length - 1);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> SimulatedCard.of(cut))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

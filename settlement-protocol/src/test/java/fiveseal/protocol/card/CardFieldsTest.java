package fiveseal.protocol.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of commands and answers: what has a place on the wire, and what has none. */
class CardFieldsTest {
  private static final byte[] ID = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
  private static final byte[] NONE = CardCommand.noParameter();

  @ParameterizedTest
  @CsvSource({
    "DEBIT,1",
    "DEBIT,2147483647",
    "CREDIT,1",
    "VOID,0",
    "REKEY,1",
    "REKEY,255",
    "BLOCK,0",
    "UNBLOCK,0",
    "LIMITS,0"
  })
  void command_ofEveryOperation_comesBackFromItsBytes(Operation operation, long amount) {
    CardCommand command = new CardCommand(operation, 392, amount, 7, ID, NONE);
    assertThat(CardCommand.decode(command.encode())).isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIT,0",
    "DEBIT,-1",
    "DEBIT,2147483648",
    "CREDIT,0",
    "VOID,1",
    "REKEY,0",
    "REKEY,256",
    "BLOCK,1",
    "UNBLOCK,1",
    "LIMITS,1"
  })
  @DisplayName("Claim 10 refuses: a card command with an amount that its operation cannot have")
  void command_withAnAmountItCannotHave_isRefused(Operation operation, long amount) {
    assertMalformed(() -> new CardCommand(operation, 392, amount, 7, ID, NONE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"CREDIT", "VOID", "BLOCK", "UNBLOCK"})
  void command_withAParameterItCannotHave_isRefused(Operation operation) {
    long amount = operation.movesValue() ? 1 : 0;
    assertMalformed(() -> new CardCommand(operation, 392, amount, 7, ID, ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80000000000000000000000000000000",
        "00000000800000000000000000000000",
        "00000001000000010000000000000001"
      })
  void command_withLimitsOutsideTheirRange_isRefused(String parameter) {
    byte[] limits = HexFormat.of().parseHex(parameter);
    assertMalformed(() -> new CardCommand(Operation.LIMITS, 392, 0, 7, ID, limits));
  }

  @Test
  void limits_areTwoNumbersAndZeros() {
    assertThat(HexFormat.of().formatHex(CardCommand.limits(20000, 5000)))
        .isEqualTo("00004e20000013880000000000000000");
    assertMalformed(() -> CardCommand.limits(0x8000_0000L, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 0x8000_0000L})
  void command_withACounterOutsideItsRange_isRefused(long counter) {
    assertMalformed(() -> new CardCommand(Operation.VOID, 392, 0, counter, ID, NONE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1000})
  void command_withACurrencyOutsideItsRange_isRefused(int currency) {
    assertMalformed(() -> new CardCommand(Operation.VOID, currency, 0, 1, ID, NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "0,02", "1,00", "1,08", "2,10", "3,9a", "44,01", "47,01",
  })
  void command_withAnIllFormedByte_isRefused(int offset, String value) {
    byte[] bytes = new CardCommand(Operation.CREDIT, 392, 1, 7, ID, NONE).encode();
    bytes[offset] = (byte) HexFormat.fromHexDigits(value);
    assertMalformed(() -> CardCommand.decode(bytes));
  }

  @ParameterizedTest
  @CsvSource({"0,00", "1,06", "2,00", "3,00", "3,03", "4,80", "36,01", "47,01"})
  void answer_withAnIllFormedByte_isRefused(int offset, String value) {
    byte[] bytes =
        new CardAnswer(CardResult.DONE, Operation.DEBIT, CardState.ACTIVE, 1, 1, 1, 0, ID).encode();
    bytes[offset] = (byte) HexFormat.fromHexDigits(value);
    assertMalformed(() -> CardAnswer.decode(bytes));
  }

  @Test
  void identity_ofAPersonalizedCard_tellsItsNumber() {
    CardIdentity identity =
        CardIdentity.parse(HexFormat.of().parseHex("0193920000000000150392000101"));
    assertThat(identity.cardNumber()).contains(new CardNumber("9392000000000015"));
    assertThat(identity.currencyNumeric()).isEqualTo(392);
    assertThat(identity.digits()).isZero();
    assertThat(identity.keyVersion()).isEqualTo(1);
    assertThat(identity.state()).isEqualTo(CardState.ACTIVE);
  }

  @Test
  void identity_ofABlankCard_hasNoNumber() {
    CardIdentity identity =
        CardIdentity.parse(HexFormat.of().parseHex("0100000000000000000000000000"));
    assertThat(identity.cardNumber()).isEmpty();
    assertThat(identity.state()).isEqualTo(CardState.NOT_PERSONALIZED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "019392000000000015039200010100",
        "0293920000000000150392000101",
        "0193920000000000160392000101",
        "01939200000000001503920a0101ff",
        "0193920000000000150392000001",
        "0193920000000000150392000103",
        "0193920000000000150392000100",
        "019392000000000015a392000101"
      })
  void identity_thatNoCardAnswers_isRefused(String hex) {
    assertThatThrownBy(() -> CardIdentity.parse(HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CARD_NOT_PROVEN));
  }

  @Test
  void derivation_ofAKeyVersionOutsideItsRange_isRefused() {
    CardNumber number = new CardNumber("9392000000000015");
    assertThatThrownBy(() -> CardKeyDerivation.input(number, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CardKeyDerivation.input(number, 256))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertMalformed(Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
  }
}

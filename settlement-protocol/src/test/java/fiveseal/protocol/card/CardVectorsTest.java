package fiveseal.protocol.card;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every known answer of the card's cryptograms, in both directions, and every bit of it flipped.
 */
class CardVectorsTest {

  static Object[] vectors() {
    return CardVector.all().toArray();
  }

  @Test
  void vectors_areAllThere() {
    assertThat(CardVector.all()).hasSize(14);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void cardKey_followsFromTheMasterKey(CardVector vector) throws GeneralSecurityException {
    Mac hmac = Mac.getInstance("HmacSHA256", "SunJCE");
    hmac.init(new SecretKeySpec(vector.hex("master"), "HmacSHA256"));
    byte[] input = CardKeyDerivation.input(vector.cardNumber(), (int) vector.number("keyVersion"));

    assertThat(CardKeyDerivation.cardKey(hmac.doFinal(input))).isEqualTo(vector.hex("cardKey"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void sessionKeys_areTheKnownFive(CardVector vector) {
    SessionKeys keys =
        new SessionKeys(vector.hex("cardKey"), vector.number("counter"), vector.hex("challenge"));
    for (SessionKeys.Label label : SessionKeys.Label.values()) {
      assertThat(keys.key(label)).isEqualTo(vector.sessionKey(label.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void initialize_provesTheCardAndNoFlippedBitDoes(CardVector vector) {
    byte[] bytes = vector.hex("initialize");
    try (CardKey key = vector.cardKey()) {
      Initialize initialize = Initialize.parse(bytes);
      assertThat(key.proves(initialize)).isTrue();
      assertThat(initialize.bytes()).isEqualTo(bytes);
      assertThat(initialize.counter()).isEqualTo(vector.number("counter"));
      assertThat(initialize.balance()).isEqualTo(vector.number("balanceBefore"));
      assertThat(initialize.keyVersion()).isEqualTo((int) vector.number("keyVersion"));
      assertThat(initialize.state().code()).isEqualTo((int) vector.number("stateBefore"));
      assertThat(initialize.challenge()).isEqualTo(vector.hex("challenge"));

      for (int bit = 0; bit < 8 * bytes.length; bit++) {
        assertThat(isProven(key, flipped(bytes, bit))).as("bit %d", bit).isFalse();
      }
    }
  }

  private static boolean isProven(CardKey key, byte[] bytes) {
    try {
      return key.proves(Initialize.parse(bytes));
    } catch (ProtocolException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CARD_NOT_PROVEN);
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void command_sealsToTheKnownBytes(CardVector vector) {
    try (CardKey key = vector.cardKey()) {
      assertThat(vector.command().encode()).isEqualTo(vector.hex("plaintext"));
      assertThat(CardCommand.decode(vector.hex("plaintext"))).isEqualTo(vector.command());
      assertThat(key.seal(vector.command(), vector.hex("challenge")))
          .isEqualTo(vector.hex("executeData"));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void command_opensOnTheCardAndNoFlippedBitDoes(CardVector vector) {
    byte[] command = vector.hex("executeData");
    try (CardKey key = vector.cardKey()) {
      CardSide card = new CardSide(key);
      long counter = vector.number("counter");
      byte[] challenge = vector.hex("challenge");

      assertThat(card.open(command, counter, challenge)).contains(vector.command());
      for (int bit = 0; bit < 8 * command.length; bit++) {
        assertThat(card.open(flipped(command, bit), counter, challenge))
            .as("bit %d", bit)
            .isEqualTo(Optional.empty());
      }
      assertThat(card.open(command, counter == 1 ? 2 : counter - 1, challenge)).isEmpty();
      for (int bit = 0; bit < 64; bit++) {
        assertThat(card.open(command, counter, flipped(challenge, bit))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answer_sealsToTheKnownBytes(CardVector vector) {
    try (CardKey key = vector.cardKey()) {
      assertThat(vector.answer().encode()).isEqualTo(vector.hex("answerPlaintext"));
      assertThat(
              new CardSide(key)
                  .seal(vector.answer(), vector.hex("executeData"), vector.hex("challenge")))
          .isEqualTo(vector.hex("answer"));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answer_opensAndNoFlippedBitDoes(CardVector vector) {
    byte[] answer = vector.hex("answer");
    byte[] command = vector.hex("executeData");
    long counter = vector.number("counter");
    byte[] challenge = vector.hex("challenge");
    try (CardKey key = vector.cardKey()) {
      assertThat(key.open(answer, command, counter, challenge)).contains(vector.answer());

      for (int bit = 0; bit < 8 * answer.length; bit++) {
        byte[] forged = flipped(answer, bit);
        assertNotAccepted(() -> key.open(forged, command, counter, challenge));
      }
      for (int bit = 8 * 48; bit < 8 * 64; bit++) {
        byte[] other = flipped(command, bit);
        assertNotAccepted(() -> key.open(answer, other, counter, challenge));
      }
      assertNotAccepted(() -> key.open(answer, command, counter == 1 ? 2 : 1, challenge));
      assertNotAccepted(() -> key.open(answer, command, counter, flipped(challenge, 0)));
      assertNotAccepted(() -> key.open(command, command, counter, challenge));
      for (int length = 0; length < answer.length; length++) {
        byte[] cut = Arrays.copyOf(answer, length);
        assertNotAccepted(() -> key.open(cut, command, counter, challenge));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void transactionId_isTheKnownOne(CardVector vector) {
    String id = vector.row().text("id");
    byte[] made =
        vector.row().text("kind").equals("settlement")
            ? TransactionId.ofSettlement(id)
            : TransactionId.ofUpdate(id);
    assertThat(made).isEqualTo(vector.hex("transactionId"));
  }

  @Test
  void cardKey_ofAnotherCardOrVersion_provesNothing() {
    CardVector vector = CardVector.ofKind("settlement");
    try (CardKey other = CardKey.of("another card key".getBytes(US_ASCII))) {
      assertThat(other.proves(Initialize.parse(vector.hex("initialize")))).isFalse();
      assertNotAccepted(
          () ->
              other.open(
                  vector.hex("answer"),
                  vector.hex("executeData"),
                  vector.number("counter"),
                  vector.hex("challenge")));
    }
  }

  @Test
  void cardKey_whenClosed_serves_nobody() {
    CardVector vector = CardVector.ofKind("settlement");
    CardKey key = vector.cardKey();
    key.close();
    assertThatThrownBy(() -> key.proves(Initialize.parse(vector.hex("initialize"))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> key.seal(vector.command(), vector.hex("challenge")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void assertNotAccepted(Runnable opening) {
    assertThatThrownBy(opening::run)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ANSWER_NOT_ACCEPTED));
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] copy = bytes.clone();
    copy[bit / 8] ^= (byte) (0x80 >> bit % 8);
    return copy;
  }
}

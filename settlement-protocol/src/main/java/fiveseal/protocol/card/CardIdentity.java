package fiveseal.protocol.card;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;

/**
 * SELECT's answer: which card this says it is. Nothing of it is proven.
 *
 * @param version of the card's language, 1
 * @param cardNumber absent in a blank card, whose other fields are 0
 * @param currencyNumeric ISO 4217 numeric code
 * @param digits of the currency's minor unit
 * @param keyVersion 1 … 255
 */
public record CardIdentity(
    int version,
    Optional<CardNumber> cardNumber,
    int currencyNumeric,
    int digits,
    int keyVersion,
    CardState state) {
  /** Bytes of the answer. */
  public static final int LENGTH = 14;

  /**
   * @param answer without the status word
   * @throws ProtocolException {@code card-not-proven} if the bytes are no answer to SELECT
   */
  public static CardIdentity parse(byte[] answer) {
    try {
      Fields fields = new Fields(answer, LENGTH, "SELECT's answer");
      fields.version();
      if (answer[LENGTH - 1] == CardState.NOT_PERSONALIZED.code()) {
        fields.zerosToTheEnd();
        return new CardIdentity(1, Optional.empty(), 0, 0, 0, CardState.NOT_PERSONALIZED);
      }
      CardNumber number = CardNumber.fromBcd(fields.take(8));
      int currency = fields.currency();
      int digits = fields.oneByte();
      int keyVersion = fields.oneByte();
      CardState state = CardState.of(fields.oneByte());
      if (keyVersion == 0) {
        throw ProtocolException.malformed("key version 0");
      }
      return new CardIdentity(1, Optional.of(number), currency, digits, keyVersion, state);
    } catch (ProtocolException e) {
      throw new ProtocolException(ErrorCode.CARD_NOT_PROVEN, "not a Fiveseal card");
    }
  }
}

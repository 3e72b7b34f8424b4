package fiveseal.purse;

/** Packed decimal digits: card numbers with their check digit, and currencies. */
final class Bcd {
  static final short CARD_NUMBER_LENGTH = 8;
  static final short CURRENCY_LENGTH = 2;

  private Bcd() {}

  /** 16 digits whose Luhn sum (ISO/IEC 7812-1) ends in 0. */
  static boolean isCardNumber(byte[] bytes, short offset) {
    short sum = 0;
    for (short i = 0; i < CARD_NUMBER_LENGTH; i++) {
      byte pair = bytes[(short) (offset + i)];
      if (!areDigits(pair)) {
        return false;
      }
      short twice = (short) (2 * high(pair));
      sum = (short) (sum + (twice > 9 ? (short) (twice - 9) : twice) + low(pair));
    }
    return (short) (sum % 10) == 0;
  }

  /** {@code 0ddd}. */
  static boolean isCurrency(byte[] bytes, short offset) {
    return high(bytes[offset]) == 0
        && areDigits(bytes[offset])
        && areDigits(bytes[(short) (offset + 1)]);
  }

  private static boolean areDigits(byte pair) {
    return high(pair) <= 9 && low(pair) <= 9;
  }

  private static short high(byte pair) {
    return (short) ((short) (pair >> 4) & 0x0F);
  }

  private static short low(byte pair) {
    return (short) (pair & 0x0F);
  }
}

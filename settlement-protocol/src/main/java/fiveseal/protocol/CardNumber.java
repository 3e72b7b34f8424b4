package fiveseal.protocol;

/**
 * A card's number: 16 digits, the last a Luhn check digit (ISO/IEC 7812-1). Prints masked, so that
 * a log never shows it whole.
 */
public record CardNumber(String digits) {
  private static final int LENGTH = 16;

  /**
   * @throws ProtocolException {@code message-malformed} if it is no card number
   */
  public CardNumber {
    if (!isDigits(digits) || luhnSum(digits) % 10 != 0) {
      throw ProtocolException.malformed("not a card number");
    }
  }

  /** The number whose first 15 digits are given, with its check digit. */
  public static CardNumber withCheckDigit(String first15) {
    int sum = luhnSum(first15 + "0");
    return new CardNumber(first15 + (10 - sum % 10) % 10);
  }

  /** 8 bytes, packed BCD. */
  public byte[] bcd() {
    byte[] packed = new byte[8];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (byte) ((digits.charAt(2 * i) - '0') << 4 | (digits.charAt(2 * i + 1) - '0'));
    }
    return packed;
  }

  /**
   * @throws ProtocolException {@code message-malformed} if the bytes are no card number
   */
  public static CardNumber fromBcd(byte[] packed) {
    StringBuilder digits = new StringBuilder();
    for (byte b : packed) {
      digits.append((b >> 4) & 0xF).append(b & 0xF);
    }
    return new CardNumber(digits.toString());
  }

  /** The last four digits only. */
  public String masked() {
    return "••••••••••••" + digits.substring(12);
  }

  @Override
  public String toString() {
    return masked();
  }

  private static boolean isDigits(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static int luhnSum(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum;
  }
}

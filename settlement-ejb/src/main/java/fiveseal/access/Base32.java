package fiveseal.access;

/** Base32 (RFC 4648) without padding, as authenticators take it. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int filled = 0;
    for (byte value : bytes) {
      buffer = (buffer << Byte.SIZE) | (value & 0xFF);
      filled += Byte.SIZE;
      while (filled >= BITS) {
        filled -= BITS;
        text.append(ALPHABET.charAt((buffer >> filled) & 0x1F));
      }
    }
    if (filled > 0) {
      text.append(ALPHABET.charAt((buffer << (BITS - filled)) & 0x1F));
    }
    return text.toString();
  }
}

package fiveseal.protocol.card;

import fiveseal.protocol.ProtocolException;
import java.nio.ByteBuffer;

/** Reads the card's fixed-width, big-endian fields one after the other. */
final class Fields {
  static final long UNSIGNED_31_BITS_MAX = 0x7FFF_FFFFL;

  private final ByteBuffer bytes;

  Fields(byte[] bytes, int length, String what) {
    if (bytes.length != length) {
      throw ProtocolException.malformed(what + " has not " + length + " bytes");
    }
    this.bytes = ByteBuffer.wrap(bytes);
  }

  int oneByte() {
    return bytes.get() & 0xFF;
  }

  /** Four bytes of which the first bit is zero. */
  long unsigned31() {
    return requireUnsigned31(bytes.getInt() & 0xFFFF_FFFFL);
  }

  /** A currency as BCD {@code 0ddd}. */
  int currency() {
    int packed = bytes.getShort() & 0xFFFF;
    int numeric = 0;
    for (int shift = 12; shift >= 0; shift -= 4) {
      int digit = packed >> shift & 0xF;
      if (digit > 9) {
        throw ProtocolException.malformed("a currency that is not BCD");
      }
      numeric = 10 * numeric + digit;
    }
    return requireCurrency(numeric);
  }

  byte[] take(int length) {
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }

  void version() {
    if (oneByte() != 1) {
      throw ProtocolException.malformed("an unknown version");
    }
  }

  void zerosToTheEnd() {
    while (bytes.hasRemaining()) {
      if (bytes.get() != 0) {
        throw ProtocolException.malformed("unused bytes are not zero");
      }
    }
  }

  static void putCurrency(ByteBuffer out, int numeric) {
    requireCurrency(numeric);
    out.put((byte) (numeric / 100)).put((byte) (numeric / 10 % 10 << 4 | numeric % 10));
  }

  static int requireCurrency(int numeric) {
    if (numeric < 1 || numeric > 999) {
      throw ProtocolException.malformed("a currency outside 001 … 999");
    }
    return numeric;
  }

  static long requireUnsigned31(long value) {
    if (value < 0 || value > UNSIGNED_31_BITS_MAX) {
      throw ProtocolException.malformed("a number outside 31 bits");
    }
    return value;
  }

  static byte[] require(byte[] value, int length, String what) {
    if (value.length != length) {
      throw ProtocolException.malformed(what + " has not " + length + " bytes");
    }
    return value.clone();
  }
}

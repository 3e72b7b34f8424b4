package fiveseal.protocol.card;

import java.util.Arrays;

/**
 * The check value of a card's key: what shows whether two hold the same key, and tells nothing of
 * it. As ANSI X9.24-1 makes it with CMAC: the first 8 bytes of AES-CMAC over 16 zero bytes.
 */
public final class KeyCheckValue {
  /** Bytes. */
  public static final int LENGTH = 8;

  private static final byte[] ZEROS = new byte[16];

  private KeyCheckValue() {}

  /**
   * @param cardKey 16 bytes; the caller zeroes its own
   * @return 8 bytes
   */
  public static byte[] of(byte[] cardKey) {
    return Arrays.copyOf(SessionKeys.cmac(cardKey, ZEROS), LENGTH);
  }
}

package fiveseal.protocol.card;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fiveseal.protocol.CardNumber;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How a card's key follows from the master key of its key version: NIST SP 800-108 in counter mode
 * with HMAC-SHA-256, one block. The HMAC itself runs where the master key is, in the vault.
 */
public final class CardKeyDerivation {
  private static final byte[] LABEL = "fiveseal-card-key".getBytes(US_ASCII);
  private static final int KEY_BITS = 128;

  private CardKeyDerivation() {}

  /**
   * The input of the vault's one HMAC-SHA-256.
   *
   * @param keyVersion 1 … 255
   * @return 35 bytes
   */
  public static byte[] input(CardNumber cardNumber, int keyVersion) {
    if (keyVersion < 1 || keyVersion > 255) {
      throw new IllegalArgumentException("a key version outside 1 … 255");
    }
    return ByteBuffer.allocate(4 + LABEL.length + 1 + 8 + 1 + 4)
        .putInt(1)
        .put(LABEL)
        .put((byte) 0)
        .put(cardNumber.bcd())
        .put((byte) keyVersion)
        .putInt(KEY_BITS)
        .array();
  }

  /**
   * The card key: the first 16 bytes of the HMAC. The caller zeroes both.
   *
   * @param hmac 32 bytes
   */
  public static byte[] cardKey(byte[] hmac) {
    if (hmac.length != 32) {
      throw new IllegalArgumentException("not an HMAC-SHA-256");
    }
    return Arrays.copyOf(hmac, KEY_BITS / 8);
  }
}

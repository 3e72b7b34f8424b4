package fiveseal.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How the secret of a user's one-time codes follows from the vault's key for them: NIST SP 800-108
 * in counter mode with HMAC-SHA-256, one block.
 */
final class CodeSecretDerivation {
  static final int SALT_BYTES = 16;
  static final int SECRET_BYTES = 20;

  private static final byte[] LABEL = "fiveseal-one-time-codes".getBytes(US_ASCII);

  private CodeSecretDerivation() {}

  /** The input of the vault's one HMAC. */
  static byte[] input(byte[] salt) {
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt that has not 16 bytes");
    }
    return ByteBuffer.allocate(4 + LABEL.length + 1 + SALT_BYTES + 4)
        .putInt(1)
        .put(LABEL)
        .put((byte) 0)
        .put(salt)
        .putInt(SECRET_BYTES * Byte.SIZE)
        .array();
  }

  /** The first 20 bytes of the HMAC. */
  static byte[] secret(byte[] hmac) {
    return Arrays.copyOf(hmac, SECRET_BYTES);
  }
}

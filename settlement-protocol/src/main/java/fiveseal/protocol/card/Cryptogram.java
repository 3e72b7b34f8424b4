package fiveseal.protocol.card;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** 48 bytes of ciphertext and its MAC of 16: EXECUTE's data and its answer. */
final class Cryptogram {
  static final int LENGTH = 64;
  static final int CIPHERTEXT_LENGTH = 48;

  /** CLA INS P1 P2 Lc of EXECUTE, under its MAC. */
  private static final byte[] COMMAND_HEADER = {(byte) 0x80, 0x52, 0, 0, 0x40};

  private Cryptogram() {}

  static byte[] join(byte[] ciphertext, byte[] mac) {
    return ByteBuffer.allocate(LENGTH).put(ciphertext).put(mac).array();
  }

  static byte[] ciphertext(byte[] cryptogram) {
    return Arrays.copyOf(cryptogram, CIPHERTEXT_LENGTH);
  }

  static byte[] mac(byte[] cryptogram) {
    return Arrays.copyOfRange(cryptogram, CIPHERTEXT_LENGTH, LENGTH);
  }

  static byte[] commandMac(SessionKeys keys, byte[] ciphertext) {
    return keys.mac(SessionKeys.Label.CMAC, COMMAND_HEADER, ciphertext);
  }

  static byte[] answerMac(SessionKeys keys, byte[] commandMac, byte[] ciphertext) {
    return keys.mac(SessionKeys.Label.RMAC, commandMac, ciphertext);
  }
}

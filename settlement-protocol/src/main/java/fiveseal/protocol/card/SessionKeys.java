package fiveseal.protocol.card;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The five AES-128 keys of one challenge, each made when it is used and zeroed after: NIST SP
 * 800-108 in counter mode with AES-CMAC, where counter and challenge are those that INITIALIZE
 * reported.
 */
final class SessionKeys {
  /** What a key is for; each key has one use. */
  enum Label {
    INIT,
    CENC,
    CMAC,
    RENC,
    RMAC
  }

  private static final int BLOCK = 16;

  private final byte[] cardKey;
  private final long counter;
  private final byte[] challenge;

  /** Keeps the card key by reference: whoever owns it zeroes it. */
  SessionKeys(byte[] cardKey, long counter, byte[] challenge) {
    this.cardKey = cardKey;
    this.counter = Fields.requireUnsigned31(counter);
    this.challenge = Fields.require(challenge, Initialize.CHALLENGE_LENGTH, "the challenge");
  }

  byte[] key(Label label) {
    byte[] input =
        ByteBuffer.allocate(20)
            .put((byte) 1)
            .put(label.name().getBytes(US_ASCII))
            .put((byte) 0)
            .putInt((int) counter)
            .put(challenge)
            .putShort((short) 0x0080)
            .array();
    return cmac(cardKey, input);
  }

  /** The MAC under the key of that use, over the parts one after the other. */
  byte[] mac(Label label, byte[]... parts) {
    byte[] key = key(label);
    try {
      return cmac(key, parts);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** AES-128-CBC with IV 0, no padding: whole blocks only. */
  byte[] crypt(Label label, boolean encrypt, byte[] input) {
    byte[] key = key(label);
    try {
      BlockCipher cipher = CBCBlockCipher.newInstance(AESEngine.newInstance());
      cipher.init(encrypt, new KeyParameter(key));
      byte[] output = new byte[input.length];
      for (int i = 0; i < input.length; i += BLOCK) {
        cipher.processBlock(input, i, output, i);
      }
      return output;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** AES-CMAC (NIST SP 800-38B) of the parts one after the other. */
  static byte[] cmac(byte[] key, byte[]... parts) {
    CMac mac = new CMac(AESEngine.newInstance());
    mac.init(new KeyParameter(key));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] value = new byte[BLOCK];
    mac.doFinal(value, 0);
    return value;
  }
}

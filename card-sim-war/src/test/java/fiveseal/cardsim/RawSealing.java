package fiveseal.cardsim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Seals any 48 bytes, also such as no manager would send. */
final class RawSealing {
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private RawSealing() {}

  static byte[] seal(byte[] cardKey, long counter, byte[] challenge, byte[] plaintext) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding", PROVIDER);
      byte[] encryption = sessionKey(cardKey, "CENC", counter, challenge);
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(encryption, "AES"),
          new IvParameterSpec(new byte[16]));
      byte[] ciphertext = cipher.doFinal(plaintext);
      byte[] covered =
          ByteBuffer.allocate(53)
              .put(new byte[] {(byte) 0x80, 0x52, 0, 0, 0x40})
              .put(ciphertext)
              .array();
      byte[] mac = cmac(sessionKey(cardKey, "CMAC", counter, challenge), covered);
      return ByteBuffer.allocate(64).put(ciphertext).put(mac).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sessionKey(byte[] cardKey, String label, long counter, byte[] challenge)
      throws GeneralSecurityException {
    return cmac(
        cardKey,
        ByteBuffer.allocate(20)
            .put((byte) 1)
            .put(label.getBytes(US_ASCII))
            .put((byte) 0)
            .putInt((int) counter)
            .put(challenge)
            .putShort((short) 0x80)
            .array());
  }

  private static byte[] cmac(byte[] key, byte[] input) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("AESCMAC", PROVIDER);
    mac.init(new SecretKeySpec(key, "AES"));
    return mac.doFinal(input);
  }
}

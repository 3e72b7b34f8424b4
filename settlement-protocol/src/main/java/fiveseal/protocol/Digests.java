package fiveseal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;

/** SHA-256 (FIPS 180-4). */
public final class Digests {
  private Digests() {}

  /** 32 bytes. */
  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256", "SUN").digest(bytes);
    } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** 32 bytes, over the text's UTF-8 bytes. */
  public static byte[] sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }
}

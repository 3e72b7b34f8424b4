package fiveseal.protocol;

import java.util.Base64;

/**
 * base64url without padding (RFC 4648 section 5), canonical only: the one encoding of some bytes is
 * the only text that decodes to them.
 */
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * @throws ProtocolException {@code message-malformed} for padding, foreign characters, an
   *     impossible length or trailing bits that are not zero
   */
  public static byte[] decode(String text) {
    byte[] bytes;
    try {
      bytes = DECODER.decode(text);
    } catch (IllegalArgumentException e) {
      throw ProtocolException.malformed("not base64url");
    }
    if (!encode(bytes).equals(text)) {
      throw ProtocolException.malformed("not canonical base64url");
    }
    return bytes;
  }
}

package fiveseal.shop;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that nobody guesses: 128 random bits in base64url, 22 characters. */
final class OrderIds {
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private OrderIds() {}

  static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }

  /** Under which a basket is kept: its secret itself stays with the shopper. */
  static String ofBasket(String secret) {
    return HexFormat.of().formatHex(Digests.sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }
}

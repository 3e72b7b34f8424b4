package fiveseal.manager;

import java.util.Map;

/**
 * An operator's public key (EC P-256), to which their half of a backup's password is encrypted.
 *
 * @param x base64url, as in a JWK (RFC 7518 section 6.2.1)
 * @param y base64url
 */
public record OperatorKey(String x, String y) {

  /** As JWK (RFC 7517). */
  public Map<String, Object> jwk() {
    return Map.of("kty", "EC", "crv", "P-256", "x", x, "y", y);
  }
}

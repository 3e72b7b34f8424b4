package fiveseal.manager;

/**
 * What an authenticator needs for the codes of a user, shown to that user alone.
 *
 * @param uri {@code otpauth://totp/…}, to be shown as a QR code
 * @param secret the same secret in base32, to be typed
 */
public record CodeOffer(String uri, String secret) {

  /** Never the secret. */
  @Override
  public String toString() {
    return "CodeOffer[]";
  }
}

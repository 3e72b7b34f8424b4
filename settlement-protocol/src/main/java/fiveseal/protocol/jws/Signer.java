package fiveseal.protocol.jws;

/** Whoever can sign with a key that it does not show. */
public interface Signer {
  /**
   * The signer of the next signature: where one key follows another, the kid that this one tells
   * and the signature that it makes are the same key's.
   */
  default Signer current() {
    return this;
  }

  /** RFC 7638 SHA-256 thumbprint of the public key, base64url. */
  String kid();

  /**
   * ES256 (RFC 7518 section 3.4).
   *
   * @return 64 bytes r‖s
   */
  byte[] sign(byte[] input);
}

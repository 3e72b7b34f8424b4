package fiveseal.keys;

import fiveseal.protocol.jws.PublicKeys;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;

/** A secret key, or a handle of one in a token, with its certificate. Prints as its kid. */
final class CertifiedKey {
  /** How much earlier than a key signs its certificate begins. */
  static final Duration HEAD_START = Duration.ofMinutes(5);

  private final PrivateKey secret;
  private final X509Certificate certificate;
  private final ECPublicKey publicKey;
  private final String kid;

  CertifiedKey(PrivateKey secret, X509Certificate certificate) {
    this.secret = secret;
    this.certificate = certificate;
    this.publicKey = publicKey(certificate);
    this.kid = PublicKeys.thumbprint(publicKey);
  }

  PrivateKey secret() {
    return secret;
  }

  X509Certificate certificate() {
    return certificate;
  }

  ECPublicKey publicKey() {
    return publicKey;
  }

  String kid() {
    return kid;
  }

  /**
   * When it takes over from the key before. Its certificate begins earlier, so that whoever's clock
   * is behind finds it valid, and so that nothing that was begun just before bears a time at which
   * it was not yet valid.
   */
  Instant signsFrom() {
    return certificate.getNotBefore().toInstant().plus(HEAD_START);
  }

  static ECPublicKey publicKey(X509Certificate certificate) {
    return PublicKeys.fromSubjectPublicKeyInfo(certificate.getPublicKey().getEncoded());
  }

  @Override
  public String toString() {
    return "CertifiedKey[" + kid + "]";
  }
}

package fiveseal.keys;

import fiveseal.protocol.jws.PublicKeys;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;

/** A secret key, or a handle of one in a token, with its certificate. Prints as its kid. */
record CertifiedKey(PrivateKey secret, X509Certificate certificate) {
  ECPublicKey publicKey() {
    return publicKey(certificate);
  }

  String kid() {
    return kid(certificate);
  }

  static ECPublicKey publicKey(X509Certificate certificate) {
    return PublicKeys.fromSubjectPublicKeyInfo(certificate.getPublicKey().getEncoded());
  }

  static String kid(X509Certificate certificate) {
    return PublicKeys.thumbprint(publicKey(certificate));
  }

  @Override
  public String toString() {
    return "CertifiedKey[" + kid() + "]";
  }
}

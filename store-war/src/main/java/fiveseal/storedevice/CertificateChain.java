package fiveseal.storedevice;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Whether the operator's CA vouches for a key (RFC 5280). */
final class CertificateChain {
  private static final Provider SUN = Security.getProvider("SUN");

  private CertificateChain() {}

  /**
   * @param x5c base64 DER, the key's own certificate first
   * @param ca base64 DER of the CA that was pinned
   * @return whether the chain leads from another key's certificate to that CA, looked at as of the
   *     time when its newest certificate began
   */
  static boolean leadsTo(String ca, List<String> x5c) {
    try {
      X509Certificate anchor = certificate(ca);
      List<X509Certificate> below = new ArrayList<>();
      X509Certificate newest = anchor;
      for (String der : x5c) {
        X509Certificate certificate = certificate(der);
        if (certificate.getNotBefore().after(newest.getNotBefore())) {
          newest = certificate;
        }
        if (!certificate.equals(anchor)) {
          below.add(certificate);
        }
      }
      if (below.isEmpty()) {
        return false;
      }
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(newest.getNotBefore());
      CertPathValidator.getInstance("PKIX", SUN)
          .validate(
              CertificateFactory.getInstance("X.509", SUN).generateCertPath(below), parameters);
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static X509Certificate certificate(String base64Der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", SUN)
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64Der)));
  }
}

package fiveseal.clientdevice;

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
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * A key's certificates, its own first (RFC 5280). Whether the key served at a message's time is the
 * message's check; the path is looked at as of the time when its newest certificate began.
 */
final class CertificatePath {
  private static final Provider SUN = Security.getProvider("SUN");

  private final List<X509Certificate> certificates;

  private CertificatePath(List<X509Certificate> certificates) {
    this.certificates = certificates;
  }

  /**
   * @param x5c base64 DER (RFC 7515 section 4.1.6)
   * @throws GeneralSecurityException if one is no certificate, or there is none
   */
  static CertificatePath of(List<String> x5c) throws GeneralSecurityException {
    if (x5c.isEmpty()) {
      throw new GeneralSecurityException("no certificate");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (String certificate : x5c) {
      certificates.add(certificate(certificate));
    }
    return new CertificatePath(List.copyOf(certificates));
  }

  static X509Certificate certificate(String base64Der) throws GeneralSecurityException {
    try {
      byte[] der = Base64.getDecoder().decode(base64Der);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", SUN)
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not base64", e);
    }
  }

  X509Certificate own() {
    return certificates.get(0);
  }

  X509Certificate last() {
    return certificates.get(certificates.size() - 1);
  }

  /**
   * @throws GeneralSecurityException unless this path leads from a certificate issued to {@code
   *     owner} to the CA
   */
  void requireIssuedBy(X509Certificate ca, String owner) throws GeneralSecurityException {
    if (!commonName(own()).equals(owner)) {
      throw new GeneralSecurityException("the certificate is another's");
    }
    List<X509Certificate> below = new ArrayList<>(certificates);
    below.remove(ca);
    if (below.isEmpty()) {
      throw new GeneralSecurityException("the CA's own key signs no messages");
    }
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(ca, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(newestBegin(ca));
    CertPathValidator.getInstance("PKIX", SUN)
        .validate(CertificateFactory.getInstance("X.509", SUN).generateCertPath(below), parameters);
  }

  private Date newestBegin(X509Certificate ca) {
    Date newest = ca.getNotBefore();
    for (X509Certificate certificate : certificates) {
      if (certificate.getNotBefore().after(newest)) {
        newest = certificate.getNotBefore();
      }
    }
    return newest;
  }

  private static String commonName(X509Certificate certificate) throws GeneralSecurityException {
    try {
      String subject = certificate.getSubjectX500Principal().getName();
      for (Rdn rdn : new LdapName(subject).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          return rdn.getValue().toString();
        }
      }
      throw new GeneralSecurityException("a certificate without a common name");
    } catch (InvalidNameException e) {
      throw new GeneralSecurityException("a certificate with an ill-formed subject", e);
    }
  }
}

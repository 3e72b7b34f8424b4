package fiveseal.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The operator's authority: makes X.509 certificates (RFC 5280) of P-256 keys. */
final class Authority {
  private static final int SERIAL_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final CertifiedKey key;
  private final Provider provider;

  /**
   * @param provider computes with the authority's key
   */
  Authority(CertifiedKey key, Provider provider) {
    this.key = key;
    this.provider = provider;
  }

  /**
   * A new authority, certified by itself; one certificate below it, no further authorities.
   *
   * @param provider computes with the pair's secret key
   */
  static Authority selfSigned(
      KeyPair pair, String operator, Instant from, Instant to, Provider provider) {
    X500Name name = name(operator, "Fiveseal authority");
    try {
      X509Certificate certificate =
          sign(
              ofAuthority(builder(name, pair.getPublic(), from, to, name, pair.getPublic())),
              pair.getPrivate(),
              provider);
      return new Authority(new CertifiedKey(pair.getPrivate(), certificate), provider);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the authority's certificate cannot be made", e);
    }
  }

  CertifiedKey key() {
    return key;
  }

  /**
   * Certifies the next authority's key, under the same name: self-issued, hence not counted among
   * the authorities below this one (RFC 5280 section 6.1, RFC 4210 section 4.4).
   */
  X509Certificate successor(PublicKey next, Instant from, Instant to)
      throws GeneralSecurityException, OperatorCreationException {
    X500Name name = X500Name.getInstance(key.certificate().getSubjectX500Principal().getEncoded());
    try {
      return sign(
          ofAuthority(builder(name, key.publicKey(), from, to, name, next)),
          key.secret(),
          provider);
    } catch (IOException e) {
      throw new IllegalStateException("a certificate's extension cannot be encoded", e);
    }
  }

  private static X509v3CertificateBuilder ofAuthority(X509v3CertificateBuilder builder)
      throws IOException {
    return builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
        .addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
  }

  /**
   * Certifies a key for signatures.
   *
   * @param from not before the authority's own validity, cut to whole seconds
   * @param to cut to the authority's own
   */
  X509Certificate issue(
      PublicKey subject, String operator, String commonName, Instant from, Instant to)
      throws GeneralSecurityException, OperatorCreationException {
    X500Name issuer =
        X500Name.getInstance(key.certificate().getSubjectX500Principal().getEncoded());
    Instant end = key.certificate().getNotAfter().toInstant();
    Instant until = to.isBefore(end) ? to : end;
    try {
      X509v3CertificateBuilder builder =
          builder(issuer, key.publicKey(), from, until, name(operator, commonName), subject);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
      return sign(builder, key.secret(), provider);
    } catch (IOException e) {
      throw new IllegalStateException("a certificate's extension cannot be encoded", e);
    }
  }

  private static X509Certificate sign(
      X509v3CertificateBuilder builder, PrivateKey secret, Provider provider)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .setProvider(BouncyCastle.PROVIDER)
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(provider)
                    .build(secret)));
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      PublicKey issuerKey,
      Instant from,
      Instant to,
      X500Name subject,
      PublicKey subjectKey)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    return new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS),
            Date.from(from),
            Date.from(to),
            subject,
            subjectKey)
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            extensions.createSubjectKeyIdentifier(subjectKey))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            extensions.createAuthorityKeyIdentifier(issuerKey));
  }

  private static X500Name name(String operator, String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, operator)
        .addRDN(BCStyle.CN, commonName)
        .build();
  }
}

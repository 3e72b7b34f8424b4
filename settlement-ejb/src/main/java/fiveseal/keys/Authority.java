package fiveseal.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
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
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The operator's authority: makes X.509 certificates (RFC 5280) of P-256 keys, and lists of those
 * that were revoked. A certificate's key signs messages, for which there is no extended key usage.
 */
final class Authority {
  /** With the bit that makes it positive 17 octets, of 20 that are allowed. */
  private static final int SERIAL_BITS = 128;

  private static final String SIGNATURE = "SHA256withECDSA";
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
   * Certifies a key for signatures, with no word of where its revocation would be told.
   *
   * @param from cut to the authority's own validity
   * @param to cut to the authority's own
   */
  X509Certificate issue(
      PublicKey subject, String operator, String commonName, Instant from, Instant to)
      throws GeneralSecurityException, OperatorCreationException {
    try {
      return sign(leaf(subject, name(operator, commonName), from, to), key.secret(), provider);
    } catch (IOException e) {
      throw new IllegalStateException("a certificate's extension cannot be encoded", e);
    }
  }

  /** Certifies a key for signatures. */
  X509Certificate issue(PublicKey subject, String operator, CertificateTerms terms)
      throws GeneralSecurityException, OperatorCreationException {
    try {
      X509v3CertificateBuilder builder =
          leaf(subject, name(operator, terms.commonName()), terms.notBefore(), terms.notAfter());
      builder.addExtension(
          Extension.cRLDistributionPoints, false, distribution(terms.revocationLists()));
      return sign(builder, key.secret(), provider);
    } catch (IOException e) {
      throw new IllegalStateException("a certificate's extension cannot be encoded", e);
    }
  }

  /** Names this authority, so that the address stays right when another one has followed it. */
  private CRLDistPoint distribution(URI lists) {
    GeneralName place =
        new GeneralName(GeneralName.uniformResourceIdentifier, lists + "?authority=" + key.kid());
    DistributionPointName name = new DistributionPointName(new GeneralNames(place));
    return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
  }

  private X509v3CertificateBuilder leaf(PublicKey subject, X500Name name, Instant from, Instant to)
      throws IOException, GeneralSecurityException {
    Instant begin = key.certificate().getNotBefore().toInstant();
    Instant end = key.certificate().getNotAfter().toInstant();
    X509v3CertificateBuilder builder =
        builder(
            name(),
            key.publicKey(),
            from.isBefore(begin) ? begin : from,
            to.isBefore(end) ? to : end,
            name,
            subject);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    return builder;
  }

  private X500Name name() {
    return X500Name.getInstance(key.certificate().getSubjectX500Principal().getEncoded());
  }

  /**
   * Signs a list of revoked certificates.
   *
   * @return DER
   */
  byte[] sign(RevocationList list) throws GeneralSecurityException, OperatorCreationException {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(name(), Date.from(list.thisUpdate()));
    builder.setNextUpdate(Date.from(list.nextUpdate()));
    list.entries().forEach(entry -> add(entry, builder));
    try {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(key.publicKey()));
      builder.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(list.number())));
      return builder.build(signer(key.secret(), provider)).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a list of revoked certificates cannot be encoded", e);
    }
  }

  private static void add(RevocationList.Entry entry, X509v2CRLBuilder builder) {
    Date at = Date.from(entry.at());
    int reason = entry.reason().code();
    entry
        .invalidSince()
        .map(Date::from)
        .ifPresentOrElse(
            since -> builder.addCRLEntry(entry.serial(), at, reason, since),
            () -> builder.addCRLEntry(entry.serial(), at, reason));
  }

  private static X509Certificate sign(
      X509v3CertificateBuilder builder, PrivateKey secret, Provider provider)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .setProvider(BouncyCastle.PROVIDER)
        .getCertificate(builder.build(signer(secret, provider)));
  }

  private static ContentSigner signer(PrivateKey secret, Provider provider)
      throws OperatorCreationException {
    return new JcaContentSignerBuilder(SIGNATURE).setProvider(provider).build(secret);
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

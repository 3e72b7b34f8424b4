package fiveseal.storedevice;

import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signer;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as the tests. */
final class TestAuthority {
  private static final X500Name NAME = new X500Name("CN=Test authority");
  private static final Date FROM = Date.from(Instant.EPOCH);
  private static final Date UNTIL = Date.from(Instant.ofEpochSecond(4_000_000_000L));

  private final KeyPair key;
  private final String certificate;
  private long serial;

  TestAuthority() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      key = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    certificate = certify(NAME, key.getPublic(), true, FROM, UNTIL);
  }

  /** Signs messages as the authority. */
  Signer signer() {
    return new Signer() {
      @Override
      public String kid() {
        return PublicKeys.thumbprint(
            PublicKeys.fromSubjectPublicKeyInfo(key.getPublic().getEncoded()));
      }

      @Override
      public byte[] sign(byte[] input) {
        try {
          Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
          signature.initSign(key.getPrivate());
          signature.update(input);
          return signature.sign();
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  /** {@code x5c} of a new key: its certificate, then the authority's. */
  List<String> certify(String commonName, SigningKey of) {
    return certify(commonName, of.publicKey(), FROM.toInstant(), UNTIL.toInstant());
  }

  /** The same for a time of its own. */
  List<String> certify(String commonName, PublicKey of, Instant from, Instant until) {
    return List.of(
        certify(new X500Name("CN=" + commonName), of, false, Date.from(from), Date.from(until)),
        certificate);
  }

  private String certify(X500Name subject, PublicKey of, boolean authority, Date from, Date until) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME, BigInteger.valueOf(++serial), from, until, subject, of);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
      return Base64.getEncoder()
          .encodeToString(
              builder
                  .build(
                      new JcaContentSignerBuilder("SHA256withECDSA")
                          .setProvider("SunEC")
                          .build(key.getPrivate()))
                  .getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}

package fiveseal.auditor;

import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates as the operator's authority makes them. */
final class TestAuthority {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final X500Principal NAME = new X500Principal("CN=Fiveseal authority,O=manager");

  private final KeyPair pair;
  private final X509Certificate certificate;
  private long serial;

  TestAuthority(Instant from) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    certificate = make(NAME, pair.getPublic(), from, new BasicConstraints(0));
  }

  X509Certificate certificate() {
    return certificate;
  }

  String kid() {
    return PublicKeys.thumbprint(
        PublicKeys.fromSubjectPublicKeyInfo(pair.getPublic().getEncoded()));
  }

  X509Certificate certify(SigningKey key, String owner, Instant from) throws Exception {
    X500Principal subject = new X500Principal("CN=" + owner + ",O=manager");
    return make(subject, key.publicKey(), from, new BasicConstraints(false));
  }

  private X509Certificate make(
      X500Principal subject, PublicKey key, Instant from, BasicConstraints use)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    serial++;
    return new JcaX509CertificateConverter()
        .setProvider(PROVIDER)
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    NAME,
                    BigInteger.valueOf(serial),
                    Date.from(from.truncatedTo(ChronoUnit.SECONDS)),
                    Date.from(from.truncatedTo(ChronoUnit.SECONDS).plus(365, ChronoUnit.DAYS)),
                    subject,
                    key)
                .addExtension(Extension.basicConstraints, true, use)
                .build(
                    new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(PROVIDER)
                        .build(pair.getPrivate())));
  }
}

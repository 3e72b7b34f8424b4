package fiveseal.clientdevice;

import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signer;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An operator's CA. */
final class TestCa {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final String NAME = "Fiveseal test CA";

  private final Instant begin;
  private final Instant end;
  private final KeyPair pair;
  private final String certificate;

  TestCa(Instant now) throws Exception {
    begin = now.minus(30, ChronoUnit.DAYS);
    end = now.plus(365, ChronoUnit.DAYS);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    certificate = certificate(NAME, pair.getPublic(), true);
  }

  /** Signs messages as the authority. */
  Signer signer() {
    return new Signer() {
      @Override
      public String kid() {
        return PublicKeys.thumbprint(
            PublicKeys.fromSubjectPublicKeyInfo(pair.getPublic().getEncoded()));
      }

      @Override
      public byte[] sign(byte[] input) {
        try {
          Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
          signature.initSign(pair.getPrivate());
          signature.update(input);
          return signature.sign();
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  /** A key as {@code GET /keys} publishes it. */
  Map<String, Object> published(String owner, ECPublicKey key) throws Exception {
    Map<String, Object> jwk = new LinkedHashMap<>(PublicKeys.toJwk(key));
    jwk.put("kid", PublicKeys.thumbprint(key));
    jwk.put("iss", owner);
    jwk.put("nbf", begin.getEpochSecond());
    jwk.put("exp", end.getEpochSecond());
    jwk.put("x5c", List.of(certificate(owner, key, false), certificate));
    return jwk;
  }

  private String certificate(String commonName, PublicKey key, boolean ca) throws Exception {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + NAME),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(begin),
            Date.from(end),
            new X500Name("CN=" + commonName),
            key);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
    byte[] der =
        builder
            .build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(PROVIDER)
                    .build(pair.getPrivate()))
            .getEncoded();
    return Base64.getEncoder().encodeToString(der);
  }
}

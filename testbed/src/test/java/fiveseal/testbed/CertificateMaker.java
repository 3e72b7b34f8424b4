package fiveseal.testbed;

import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signer;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that certifies whatever a test wants, right or wrong. */
final class CertificateMaker {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant END = Instant.parse("2036-01-01T00:00:00Z");

  private final KeyPair pair;
  private final String name;

  private CertificateMaker(KeyPair pair, String name) {
    this.pair = pair;
    this.name = name;
  }

  static CertificateMaker named(String name) {
    return on("secp256r1", name);
  }

  static CertificateMaker on(String curve, String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
      generator.initialize(new ECGenParameterSpec(curve));
      return new CertificateMaker(generator.generateKeyPair(), name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String name() {
    return name;
  }

  PublicKey publicKey() {
    return pair.getPublic();
  }

  /** Its own, by itself. */
  String own() {
    return draft(name, publicKey()).authority().base64();
  }

  /** Signs messages as the authority. */
  Signer signer() {
    return new Signer() {
      @Override
      public String kid() {
        return PublicKeys.thumbprint(PublicKeys.fromSubjectPublicKeyInfo(publicKey().getEncoded()));
      }

      @Override
      public byte[] sign(byte[] input) {
        try {
          Signature signature = Signature.getInstance("SHA256withPLAIN-ECDSA", PROVIDER);
          signature.initSign(pair.getPrivate());
          signature.update(input);
          return signature.sign();
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  Draft draft(String subject, PublicKey key) {
    return new Draft(subject, key);
  }

  /** A certificate of this authority's, as it will be. */
  final class Draft {
    private final String subject;
    private final PublicKey key;
    private String issuer = name;
    private Instant begin = BEGIN;
    private Instant end = END;
    private BasicConstraints constraints = new BasicConstraints(false);
    private KeyUsage usage = new KeyUsage(KeyUsage.digitalSignature);
    private boolean withUnknown;
    private String algorithm = "SHA256withECDSA";

    private Draft(String subject, PublicKey key) {
      this.subject = subject;
      this.key = key;
    }

    Draft authority() {
      constraints = new BasicConstraints(0);
      usage = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
      return this;
    }

    Draft usage(int bits) {
      usage = new KeyUsage(bits);
      return this;
    }

    Draft issuedAs(String other) {
      issuer = other;
      return this;
    }

    Draft valid(Instant from, Instant to) {
      begin = from;
      end = to;
      return this;
    }

    Draft withAnUnknownCriticalExtension() {
      withUnknown = true;
      return this;
    }

    Draft signedBy(String otherAlgorithm) {
      algorithm = otherAlgorithm;
      return this;
    }

    /** DER, base64. */
    String base64() {
      try {
        JcaX509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                new X500Name("O=Operator,CN=" + issuer),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(begin),
                Date.from(end),
                new X500Name("O=Operator,CN=" + subject),
                key);
        builder.addExtension(Extension.basicConstraints, true, constraints);
        builder.addExtension(Extension.keyUsage, true, usage);
        if (withUnknown) {
          builder.addExtension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE);
        }
        byte[] der =
            builder
                .build(
                    new JcaContentSignerBuilder(algorithm)
                        .setProvider(PROVIDER)
                        .build(pair.getPrivate()))
                .getEncoded();
        return Base64.getEncoder().encodeToString(der);
      } catch (IOException | OperatorCreationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

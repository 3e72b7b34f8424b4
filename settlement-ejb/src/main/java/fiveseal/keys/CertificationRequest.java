package fiveseal.keys;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.PublicKeys;
import java.io.IOException;
import java.io.StringReader;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * A PKCS#10 request (RFC 2986) for a P-256 key whose signature was checked: whoever sent it has the
 * secret key. The names in it count for nothing; the certificate names whom the operator invited.
 */
public final class CertificationRequest {
  private static final int PEM_CHARACTERS_MAX = 16 * 1024;

  private final ECPublicKey publicKey;

  private CertificationRequest(ECPublicKey publicKey) {
    this.publicKey = publicKey;
  }

  /**
   * Reads a request and checks its signature.
   *
   * @param pem {@code BEGIN CERTIFICATE REQUEST}
   * @throws ProtocolException {@code enrolment-refused} if it is no such request, its key is not of
   *     P-256, or its signature (ECDSA with SHA-256) is not that key's
   */
  public static CertificationRequest parse(String pem) {
    if (pem.length() > PEM_CHARACTERS_MAX) {
      throw refused("the request is longer than 16 KiB");
    }
    return parse(der(pem));
  }

  /**
   * Reads a request and checks its signature.
   *
   * @param der as in a PEM file, decoded
   * @throws ProtocolException {@code enrolment-refused} as above
   */
  public static CertificationRequest parse(byte[] der) {
    try {
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
      requireP256(request.getSubjectPublicKeyInfo());
      requireProof(request);
      return new CertificationRequest(publicKey(request.getSubjectPublicKeyInfo()));
    } catch (IOException
        | ClassCastException
        | IllegalArgumentException
        | IllegalStateException e) {
      // What the ASN.1 parser throws, some of it only when a field is first looked at.
      throw refused("not a PKCS#10 request");
    }
  }

  /** The key to be certified. */
  public ECPublicKey publicKey() {
    return publicKey;
  }

  /** RFC 7638 SHA-256 thumbprint of the key, base64url. */
  public String kid() {
    return PublicKeys.thumbprint(publicKey);
  }

  private static byte[] der(String pem) {
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      PemObject object = reader.readPemObject();
      if (object == null || !object.getType().endsWith("CERTIFICATE REQUEST")) {
        throw refused("not a certificate request in PEM");
      }
      return object.getContent();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      // What the PEM reader throws, also for what is no base64.
      throw refused("not a PKCS#10 request");
    }
  }

  private static void requireP256(SubjectPublicKeyInfo key) {
    AlgorithmIdentifier algorithm = key.getAlgorithm();
    boolean p256 =
        X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm())
            && SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters());
    if (!p256) {
      throw refused("the key is not an EC key of P-256");
    }
  }

  private static void requireProof(PKCS10CertificationRequest request) {
    if (!X9ObjectIdentifiers.ecdsa_with_SHA256.equals(
        request.getSignatureAlgorithm().getAlgorithm())) {
      throw refused("the request is not signed by ECDSA with SHA-256");
    }
    boolean proven;
    try {
      proven =
          request.isSignatureValid(
              new JcaContentVerifierProviderBuilder()
                  .setProvider(BouncyCastle.PROVIDER)
                  .build(request.getSubjectPublicKeyInfo()));
    } catch (PKCSException | OperatorCreationException e) {
      proven = false;
    }
    if (!proven) {
      throw refused("the request's signature does not verify");
    }
  }

  private static ECPublicKey publicKey(SubjectPublicKeyInfo key) throws IOException {
    try {
      return PublicKeys.fromSubjectPublicKeyInfo(key.getEncoded());
    } catch (ProtocolException e) {
      throw refused("the key is not an EC key of P-256");
    }
  }

  private static ProtocolException refused(String detail) {
    return new ProtocolException(ErrorCode.ENROLMENT_REFUSED, detail);
  }
}

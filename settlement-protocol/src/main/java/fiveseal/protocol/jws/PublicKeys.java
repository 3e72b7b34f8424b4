package fiveseal.protocol.jws;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.Json;
import fiveseal.protocol.ProtocolException;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.jcajce.provider.asymmetric.ec.BCECPublicKey;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECNamedCurveSpec;

/**
 * P-256 public keys as BouncyCastle holds them, since SunEC on JDK 17 is six times slower and
 * accepts signatures of wrong length.
 */
public final class PublicKeys {
  static final Provider PROVIDER = new BouncyCastleProvider();
  static final String ALGORITHM = "SHA256withPLAIN-ECDSA";
  private static final int COORDINATE_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;
  private static final ECNamedCurveParameterSpec P256 =
      ECNamedCurveTable.getParameterSpec("secp256r1");
  private static final ECNamedCurveSpec P256_SPEC =
      new ECNamedCurveSpec("secp256r1", P256.getCurve(), P256.getG(), P256.getN(), P256.getH());

  private PublicKeys() {}

  /**
   * @param x base64url, 32 bytes
   * @param y base64url, 32 bytes
   * @throws ProtocolException {@code message-malformed} if it is no point of P-256
   */
  public static ECPublicKey fromJwk(String x, String y) {
    try {
      ECPoint point = new ECPoint(coordinate(x), coordinate(y));
      PublicKey key =
          KeyFactory.getInstance("EC", PROVIDER)
              .generatePublic(new ECPublicKeySpec(point, P256_SPEC));
      return requireP256(key);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw ProtocolException.malformed("not a P-256 public key");
    }
  }

  private static BigInteger coordinate(String text) {
    byte[] bytes = Base64Url.decode(text);
    if (bytes.length != COORDINATE_BYTES) {
      throw ProtocolException.malformed("a coordinate has not 32 bytes");
    }
    return new BigInteger(1, bytes);
  }

  /**
   * The key of a certificate; the certificate itself is not checked here.
   *
   * @param base64Der as in {@code x5c} (RFC 7517 section 4.7)
   */
  public static ECPublicKey fromX5c(String base64Der) {
    return requireP256(certificate(base64Der).getPublicKey());
  }

  /**
   * @param base64Der as in {@code x5c} (RFC 7517 section 4.7)
   * @throws ProtocolException {@code message-malformed} if it is no X.509 certificate
   */
  public static X509Certificate certificate(String base64Der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", PROVIDER)
              .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64Der)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw ProtocolException.malformed("not an X.509 certificate");
    }
  }

  /**
   * @param der SubjectPublicKeyInfo
   */
  public static ECPublicKey fromSubjectPublicKeyInfo(byte[] der) {
    try {
      return requireP256(
          KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      throw ProtocolException.malformed("not a P-256 public key");
    }
  }

  static ECPublicKey requireP256(PublicKey key) {
    if (!(key instanceof BCECPublicKey ec)
        || ec.getParameters() == null
        || !ec.getParameters().getCurve().equals(P256.getCurve())
        || !ec.getQ().isValid()
        || ec.getQ().isInfinity()) {
      throw ProtocolException.malformed("not a P-256 public key");
    }
    return ec;
  }

  /** {@code kty}, {@code crv}, {@code x}, {@code y} (RFC 7518 section 6.2). */
  public static Map<String, Object> toJwk(ECPublicKey key) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "EC");
    jwk.put("crv", "P-256");
    jwk.put("x", coordinate(key.getW().getAffineX()));
    jwk.put("y", coordinate(key.getW().getAffineY()));
    return jwk;
  }

  /** RFC 7638 SHA-256 thumbprint, base64url. */
  public static String thumbprint(ECPublicKey key) {
    Map<String, Object> required = new LinkedHashMap<>();
    required.put("crv", "P-256");
    required.put("kty", "EC");
    required.put("x", coordinate(key.getW().getAffineX()));
    required.put("y", coordinate(key.getW().getAffineY()));
    return Base64Url.encode(Digests.sha256(Json.write(required).getBytes(UTF_8)));
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    return Base64Url.encode(fixed);
  }

  /**
   * ES256 (RFC 7518 section 3.4).
   *
   * @param signature r‖s; anything but 64 bytes is no signature
   */
  public static boolean verify(ECPublicKey key, byte[] input, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES || Arrays.equals(signature, new byte[64])) {
      return false;
    }
    try {
      Signature verification = Signature.getInstance(ALGORITHM, PROVIDER);
      verification.initVerify(key);
      verification.update(input);
      return verification.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this key cannot verify", e);
    }
  }
}

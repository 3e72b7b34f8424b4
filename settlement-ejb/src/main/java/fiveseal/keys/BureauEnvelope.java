package fiveseal.keys;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import fiveseal.protocol.ProtocolException;
import java.text.ParseException;
import java.util.Map;

/**
 * Seals cards' data for their bureau (RFC 7516: ECDH-ES+A256KW, A256GCM); the header names the
 * bureau's key by its thumbprint.
 */
final class BureauEnvelope {
  private final ECKey bureau;

  private BureauEnvelope(ECKey bureau) {
    this.bureau = bureau;
  }

  /**
   * Addresses an envelope.
   *
   * @param jwk EC P-256 public key
   * @throws ProtocolException {@code message-refused} if it is none, or has a private part
   */
  static BureauEnvelope to(Map<String, Object> jwk) {
    try {
      ECKey key = ECKey.parse(jwk);
      if (!Curve.P_256.equals(key.getCurve()) || key.isPrivate()) {
        throw ProtocolException.refused("the bureau's key is not a public key of P-256");
      }
      return new BureauEnvelope(key);
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      throw ProtocolException.refused("the bureau's key is not a public key of P-256");
    }
  }

  /**
   * Seals a file, which the caller zeroes.
   *
   * @return compact JWE
   */
  String seal(byte[] file) {
    try {
      ECDHEncrypter encrypter = new ECDHEncrypter(bureau);
      encrypter.getJCAContext().setProvider(BouncyCastle.PROVIDER);
      JWEHeader header =
          new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
              .keyID(bureau.computeThumbprint().toString())
              .build();
      JWEObject jwe = new JWEObject(header, new Payload(file));
      jwe.encrypt(encrypter);
      return jwe.serialize();
    } catch (JOSEException e) {
      throw ProtocolException.refused("nothing can be encrypted to the bureau's key");
    }
  }
}

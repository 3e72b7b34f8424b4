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
 * Seals bytes for somebody's public key (RFC 7516: ECDH-ES+A256KW, A256GCM); the header names the
 * key by its thumbprint.
 */
final class SealedEnvelope {
  private final ECKey key;
  private final String whose;

  private SealedEnvelope(ECKey key, String whose) {
    this.key = key;
    this.whose = whose;
  }

  /**
   * Addresses an envelope.
   *
   * @param jwk EC P-256 public key
   * @param whose key it is, for those who look for what is wrong, such as "the bureau"
   * @throws ProtocolException {@code message-refused} if it is none, or has a private part
   */
  static SealedEnvelope to(Map<String, Object> jwk, String whose) {
    try {
      ECKey key = ECKey.parse(jwk);
      if (Curve.P_256.equals(key.getCurve()) && !key.isPrivate()) {
        return new SealedEnvelope(key, whose);
      }
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      // The same fault as below: it is no such key.
    }
    throw ProtocolException.refused(whose + "'s key is not a public key of P-256");
  }

  /**
   * Seals bytes, which the caller zeroes.
   *
   * @return compact JWE
   */
  String seal(byte[] content) {
    try {
      ECDHEncrypter encrypter = new ECDHEncrypter(key);
      encrypter.getJCAContext().setProvider(BouncyCastle.PROVIDER);
      JWEHeader header =
          new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
              .keyID(key.computeThumbprint().toString())
              .build();
      JWEObject jwe = new JWEObject(header, new Payload(content));
      jwe.encrypt(encrypter);
      return jwe.serialize();
    } catch (JOSEException e) {
      throw ProtocolException.refused("nothing can be encrypted to " + whose + "'s key");
    }
  }
}

package fiveseal.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Seals a new card's data for its bureau (RFC 7516: ECDH-ES+A256KW, A256GCM). */
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
   * Seals a card's data with its key.
   *
   * @param key 16 bytes
   * @return compact JWE
   */
  String seal(
      CardNumber card,
      String currency,
      long balanceLimit,
      long amountLimit,
      int keyVersion,
      byte[] key) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cardNumber", card.digits());
    members.put("currency", currency);
    members.put("balanceLimit", balanceLimit);
    members.put("amountLimit", amountLimit);
    members.put("keyVersion", keyVersion);
    byte[] payload = withKey(Json.write(members), key);
    try {
      ECDHEncrypter encrypter = new ECDHEncrypter(bureau);
      encrypter.getJCAContext().setProvider(BouncyCastle.PROVIDER);
      JWEObject jwe =
          new JWEObject(
              new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM),
              new Payload(payload));
      jwe.encrypt(encrypter);
      return jwe.serialize();
    } catch (JOSEException e) {
      throw ProtocolException.refused("nothing can be encrypted to the bureau's key");
    } finally {
      Arrays.fill(payload, (byte) 0);
    }
  }

  /** Adds the key as last member; in bytes that can be zeroed, never in a string. */
  private static byte[] withKey(String object, byte[] key) {
    byte[] before = (object.substring(0, object.length() - 1) + ",\"key\":\"").getBytes(UTF_8);
    byte[] value = Base64.getUrlEncoder().withoutPadding().encode(key);
    byte[] after = "\"}".getBytes(UTF_8);
    byte[] whole =
        ByteBuffer.allocate(before.length + value.length + after.length)
            .put(before)
            .put(value)
            .put(after)
            .array();
    Arrays.fill(value, (byte) 0);
    return whole;
  }
}

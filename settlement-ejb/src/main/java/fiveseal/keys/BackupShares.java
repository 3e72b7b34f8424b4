package fiveseal.keys;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import fiveseal.protocol.ProtocolException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A backup's password in two halves, of which the exclusive or is the password: one alone tells
 * nothing of it (split knowledge and dual control, NIST SP 800-57 part 1). Closing zeroes them.
 */
public final class BackupShares implements AutoCloseable {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] first;
  private final byte[] second;

  private BackupShares(byte[] first, byte[] second) {
    this.first = first;
    this.second = second;
  }

  /** Two new ones of 32 random bytes. */
  public static BackupShares make() {
    BackupShares shares = new BackupShares(new byte[BYTES], new byte[BYTES]);
    RANDOM.nextBytes(shares.first);
    RANDOM.nextBytes(shares.second);
    return shares;
  }

  /**
   * The two halves that were sealed.
   *
   * @param firstJwe compact JWE
   * @param firstPem the secret key that opens it, PKCS#8 PEM
   * @param secondJwe compact JWE
   * @param secondPem the secret key that opens it, PKCS#8 PEM
   * @throws ProtocolException {@code message-refused} if one of the keys opens its half not
   */
  public static BackupShares open(
      String firstJwe, String firstPem, String secondJwe, String secondPem) {
    return new BackupShares(open(firstJwe, secret(firstPem)), open(secondJwe, secret(secondPem)));
  }

  /** 64 hex digits, to be zeroed by whoever asked. */
  public char[] password() {
    byte[] whole = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      whole[i] = (byte) (first[i] ^ second[i]);
    }
    try {
      return HexFormat.of().formatHex(whole).toCharArray();
    } finally {
      Arrays.fill(whole, (byte) 0);
    }
  }

  /**
   * The first half for one operator.
   *
   * @param jwk EC P-256 public key
   * @return compact JWE (ECDH-ES+A256KW, A256GCM)
   */
  public String sealFirst(Map<String, Object> jwk) {
    return seal(first, key(jwk));
  }

  /** The second half for the other, as {@link #sealFirst}. */
  public String sealSecond(Map<String, Object> jwk) {
    return seal(second, key(jwk));
  }

  /**
   * @throws ProtocolException {@code message-refused} unless it is a public key of P-256
   */
  public static void requireKey(Map<String, Object> jwk) {
    key(jwk);
  }

  private static ECKey key(Map<String, Object> jwk) {
    try {
      ECKey key = ECKey.parse(jwk);
      if (Curve.P_256.equals(key.getCurve()) && !key.isPrivate()) {
        return key;
      }
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      // The same fault as below: it is no such key.
    }
    throw ProtocolException.refused("the operator's key is not a public key of P-256");
  }

  private static String seal(byte[] share, ECKey key) {
    try {
      ECDHEncrypter encrypter = new ECDHEncrypter(key);
      encrypter.getJCAContext().setProvider(BouncyCastle.PROVIDER);
      JWEObject jwe =
          new JWEObject(
              new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM),
              new Payload(share));
      jwe.encrypt(encrypter);
      return jwe.serialize();
    } catch (JOSEException e) {
      throw ProtocolException.refused("nothing can be encrypted to the operator's key");
    }
  }

  private static ECPrivateKey secret(String pem) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return (ECPrivateKey)
          KeyFactory.getInstance("EC", BouncyCastle.PROVIDER)
              .generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw ProtocolException.refused("this is no secret key of an operator");
    }
  }

  private static byte[] open(String jwe, ECPrivateKey key) {
    try {
      JWEObject sealed = JWEObject.parse(jwe);
      ECDHDecrypter decrypter = new ECDHDecrypter(key);
      decrypter.getJCAContext().setProvider(BouncyCastle.PROVIDER);
      sealed.decrypt(decrypter);
      byte[] share = sealed.getPayload().toBytes();
      if (share.length == BYTES) {
        return share;
      }
    } catch (ParseException | JOSEException e) {
      // The same fault as below: it is not for this key.
    }
    throw ProtocolException.refused("this key does not open its half of the backup's password");
  }

  @Override
  public void close() {
    Arrays.fill(first, (byte) 0);
    Arrays.fill(second, (byte) 0);
  }
}

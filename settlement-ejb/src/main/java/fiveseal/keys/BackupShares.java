package fiveseal.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
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
    return envelope(jwk).seal(first);
  }

  /** The second half for the other, as {@link #sealFirst}. */
  public String sealSecond(Map<String, Object> jwk) {
    return envelope(jwk).seal(second);
  }

  /**
   * @throws ProtocolException {@code message-refused} unless it is a public key of P-256
   */
  public static void requireKey(Map<String, Object> jwk) {
    envelope(jwk);
  }

  private static SealedEnvelope envelope(Map<String, Object> jwk) {
    return SealedEnvelope.to(jwk, "the operator");
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

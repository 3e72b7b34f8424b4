package fiveseal.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardKeyDerivation;
import fiveseal.protocol.card.KeyCheckValue;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.bouncycastle.operator.OperatorCreationException;

/** The vault over keys that a JCA provider computes with, in memory or in a token. */
final class JcaKeyVault implements KeyVault {
  private static final byte[] CHECKED_TEXT = "fiveseal-key-check-value".getBytes(US_ASCII);
  private static final Logger LOG = System.getLogger(JcaKeyVault.class.getName());

  private final VaultKeys keys;
  private final String operator;
  private final InstantSource clock;
  private final Authority authority;
  private final Signer signer;
  private final List<ManagerCertificate> certificates;

  /**
   * @param operator the manager's id
   * @throws VaultException if a secret key and its certificate do not belong together
   */
  JcaKeyVault(VaultKeys keys, String operator, InstantSource clock) {
    this.keys = keys;
    this.operator = operator;
    this.clock = clock;
    this.authority = new Authority(keys.authority(), keys.provider());
    this.signer = new VaultSigner(keys.signing().kid());
    this.certificates = certificates(keys);
    requirePair(keys.signing());
    requirePair(keys.authority());
  }

  @Override
  public Signer signer() {
    return signer;
  }

  @Override
  public CardKey cardKey(CardNumber card, int keyVersion) {
    byte[] key = derive(card, keyVersion);
    try {
      return CardKey.of(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public int cardKeyVersion() {
    return keys.cardMasters().lastKey();
  }

  @Override
  public byte[] cardKeyCheckValue(CardNumber card, int keyVersion) {
    try (CardKey key = cardKey(card, keyVersion)) {
      return key.checkValue();
    }
  }

  @Override
  public byte[] masterKeyCheckValue(int keyVersion) {
    byte[] mac = hmacOf(master(keyVersion), CHECKED_TEXT);
    return Arrays.copyOf(mac, KeyCheckValue.LENGTH);
  }

  @Override
  public String personalization(
      CardNumber card,
      String currency,
      long balanceLimit,
      long amountLimit,
      int keyVersion,
      Map<String, Object> bureauJwk) {
    BureauEnvelope envelope = BureauEnvelope.to(bureauJwk);
    byte[] key = derive(card, keyVersion);
    try {
      return envelope.seal(card, currency, balanceLimit, amountLimit, keyVersion, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public IssuedCertificate issue(CertificationRequest request, CertificateTerms terms) {
    try {
      return new IssuedCertificate(
          authority.issue(request.publicKey(), operator, terms), authorityKid());
    } catch (GeneralSecurityException | OperatorCreationException | ProviderException e) {
      throw unavailable(e);
    }
  }

  @Override
  public byte[] revocationList(String authorityKid, RevocationList list) {
    CertifiedKey signing =
        keys.authorities().stream()
            .filter(key -> key.kid().equals(authorityKid))
            .findFirst()
            .orElseThrow(
                () -> new ProtocolException(ErrorCode.NOT_FOUND, "there is no such authority"));
    try {
      return new Authority(signing, keys.provider()).sign(list);
    } catch (GeneralSecurityException | OperatorCreationException | ProviderException e) {
      throw unavailable(e);
    }
  }

  @Override
  public byte[] codeSecret(byte[] salt) {
    byte[] input = CodeSecretDerivation.input(salt);
    return CodeSecretDerivation.secret(hmacOf(keys.oneTimeCodes(), input));
  }

  @Override
  public List<ManagerCertificate> certificates() {
    return certificates;
  }

  @Override
  public String authorityKid() {
    return keys.authority().kid();
  }

  @Override
  public boolean usable() {
    try {
      X509Certificate certificate = keys.signing().certificate();
      Instant now = clock.instant();
      byte[] probe = {1};
      hmac(keys.cardMasters().get(cardKeyVersion()), probe);
      return now.isBefore(certificate.getNotAfter().toInstant())
          && !now.isBefore(certificate.getNotBefore().toInstant())
          && PublicKeys.verify(keys.signing().publicKey(), probe, signer.sign(probe));
    } catch (GeneralSecurityException | ProviderException | ProtocolException e) {
      return false;
    }
  }

  /** Whether what was found by the other still is where it was, since nobody let go of it. */
  @SuppressWarnings("ReferenceEquality") // providers are equal that reach a token by other handles
  boolean computesWhere(JcaKeyVault other) {
    return keys.provider() == other.keys.provider();
  }

  /** 16 bytes, to be zeroed by the caller: SP 800-108, counter mode, one round. */
  byte[] derive(CardNumber card, int keyVersion) {
    byte[] block = hmacOf(master(keyVersion), CardKeyDerivation.input(card, keyVersion));
    byte[] key = CardKeyDerivation.cardKey(block);
    Arrays.fill(block, (byte) 0);
    return key;
  }

  private SecretKey master(int keyVersion) {
    SecretKey master = keys.cardMasters().get(keyVersion);
    if (master == null) {
      throw new ProtocolException(
          ErrorCode.KEY_VERSION, "there is no card master key of version " + keyVersion);
    }
    return master;
  }

  private byte[] hmacOf(SecretKey key, byte[] input) {
    try {
      return hmac(key, input);
    } catch (GeneralSecurityException | ProviderException e) {
      throw unavailable(e);
    }
  }

  /** The one HMAC-SHA-256 that every derivation is, computed where the key is. */
  byte[] hmac(SecretKey key, byte[] input) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256", keys.provider());
    mac.init(key);
    return mac.doFinal(input);
  }

  private byte[] sign(CertifiedKey key, byte[] input) {
    try {
      Signature signature = Signature.getInstance(keys.signatureAlgorithm(), keys.provider());
      signature.initSign(key.secret());
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException | ProviderException e) {
      throw unavailable(e);
    }
  }

  private void requirePair(CertifiedKey key) {
    byte[] probe = {0};
    if (!PublicKeys.verify(key.publicKey(), probe, sign(key, probe))) {
      throw new VaultException("The vault's key " + key.kid() + " is not its certificate's");
    }
  }

  private static List<ManagerCertificate> certificates(VaultKeys keys) {
    List<ManagerCertificate> all = new ArrayList<>();
    for (CertifiedKey key : keys.authorities()) {
      all.add(
          new ManagerCertificate(key.kid(), KeyPurpose.AUTHORITY, key.kid(), key.certificate()));
    }
    for (X509Certificate certificate : keys.signings()) {
      all.add(
          new ManagerCertificate(
              CertifiedKey.kid(certificate),
              KeyPurpose.SIGNING,
              issuerOf(certificate, keys.authorities()),
              certificate));
    }
    return List.copyOf(all);
  }

  private static String issuerOf(X509Certificate leaf, List<CertifiedKey> authorities) {
    for (CertifiedKey candidate : authorities) {
      try {
        leaf.verify(candidate.publicKey(), BouncyCastle.PROVIDER);
        return candidate.kid();
      } catch (GeneralSecurityException e) {
        // Not this authority's: the next may be it.
      }
    }
    throw new VaultException(
        "The vault's certificate " + leaf.getSerialNumber() + " is not by its authority");
  }

  private static ProtocolException unavailable(Exception e) {
    LOG.log(Level.ERROR, "The key vault does not work", e);
    return new ProtocolException(ErrorCode.UNAVAILABLE, "the key vault does not work now");
  }

  private final class VaultSigner implements Signer {
    private final String kid;

    VaultSigner(String kid) {
      this.kid = kid;
    }

    @Override
    public String kid() {
      return kid;
    }

    @Override
    public byte[] sign(byte[] input) {
      return JcaKeyVault.this.sign(keys.signing(), input);
    }
  }
}

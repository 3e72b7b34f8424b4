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
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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
  private final List<ManagerCertificate> certificates;
  private final Map<Integer, byte[]> masterCheckValues = new HashMap<>();

  /**
   * @param operator the manager's id
   * @throws VaultException if a secret key and its certificate do not belong together
   */
  JcaKeyVault(VaultKeys keys, String operator, InstantSource clock) {
    this.keys = keys;
    this.operator = operator;
    this.clock = clock;
    this.certificates = certificates(keys);
    keys.signings().values().forEach(this::requirePair);
    keys.authorities().values().forEach(this::requirePair);
    keys.cardMasters()
        .forEach((version, master) -> masterCheckValues.put(version, checkValue(master)));
  }

  private byte[] checkValue(SecretKey master) {
    return Arrays.copyOf(hmacOf(master, CHECKED_TEXT), KeyCheckValue.LENGTH);
  }

  @Override
  public Signer signer() {
    return new VaultSigner(keys.signingAt(clock.instant()));
  }

  /** Signs with whichever authority's key it is. */
  Signer authority(String kid) {
    return new VaultSigner(authorityOf(kid));
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

  boolean hasCardMaster(int version) {
    return keys.cardMasters().containsKey(version);
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
    byte[] checkValue = masterCheckValues.get(keyVersion);
    if (checkValue == null) {
      throw noSuchVersion(keyVersion);
    }
    return checkValue.clone();
  }

  @Override
  public String personalization(BlankCards cards, Map<String, Object> bureauJwk) {
    SealedEnvelope envelope = SealedEnvelope.to(bureauJwk, "the bureau");
    byte[] file = PersonalizationFile.of(cards, card -> derive(card, cards.keyVersion()));
    try {
      return envelope.seal(file);
    } finally {
      Arrays.fill(file, (byte) 0);
    }
  }

  @Override
  public IssuedCertificate issue(CertificationRequest request, CertificateTerms terms) {
    CertifiedKey authority = keys.authorityAt(clock.instant());
    try {
      return new IssuedCertificate(
          new Authority(authority, keys.provider()).issue(request.publicKey(), operator, terms),
          authority.kid());
    } catch (GeneralSecurityException | OperatorCreationException | ProviderException e) {
      throw unavailable(e);
    }
  }

  @Override
  public byte[] revocationList(String authorityKid, RevocationList list) {
    CertifiedKey authority = authorityOf(authorityKid);
    try {
      return new Authority(authority, keys.provider()).sign(list);
    } catch (GeneralSecurityException | OperatorCreationException | ProviderException e) {
      throw unavailable(e);
    }
  }

  private CertifiedKey authorityOf(String kid) {
    return keys.authorities().values().stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .orElseThrow(
            () -> new ProtocolException(ErrorCode.NOT_FOUND, "there is no such authority"));
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
    return keys.authorityAt(clock.instant()).kid();
  }

  /** Signs with whichever signing key it is. */
  Signer predecessor(String kid) {
    return keys.signings().values().stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .map(VaultSigner::new)
        .orElseThrow(() -> new IllegalArgumentException("no signing key " + kid + " in the vault"));
  }

  List<VaultKey> inventory() {
    Instant now = clock.instant();
    List<VaultKey> all = new ArrayList<>();
    add(all, KeyKind.AUTHORITY, keys.authorities(), keys.authorityAt(now));
    add(all, KeyKind.SIGNING, keys.signings(), keys.signingAt(now));
    keys.cardMasters()
        .forEach(
            (version, master) ->
                all.add(
                    new VaultKey(
                        KeyKind.CARD_MASTER,
                        version,
                        HexFormat.of().formatHex(masterKeyCheckValue(version)),
                        Optional.empty(),
                        Optional.empty(),
                        version == cardKeyVersion())));
    return List.copyOf(all);
  }

  private static void add(
      List<VaultKey> all,
      KeyKind kind,
      SortedMap<Integer, CertifiedKey> keys,
      CertifiedKey current) {
    keys.forEach(
        (number, key) ->
            all.add(
                new VaultKey(
                    kind,
                    number,
                    key.kid(),
                    Optional.of(key.signsFrom()),
                    Optional.of(key.certificate().getNotAfter().toInstant()),
                    key.equals(current))));
  }

  @Override
  public boolean usable() {
    try {
      Instant now = clock.instant();
      CertifiedKey signing = keys.signingAt(now);
      X509Certificate certificate = signing.certificate();
      byte[] probe = {1};
      hmac(keys.cardMasters().get(cardKeyVersion()), probe);
      return now.isBefore(certificate.getNotAfter().toInstant())
          && !now.isBefore(certificate.getNotBefore().toInstant())
          && PublicKeys.verify(signing.publicKey(), probe, sign(signing, probe));
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
      throw noSuchVersion(keyVersion);
    }
    return master;
  }

  private static ProtocolException noSuchVersion(int keyVersion) {
    return new ProtocolException(
        ErrorCode.KEY_VERSION, "there is no card master key of version " + keyVersion);
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
    for (CertifiedKey key : keys.authorities().values()) {
      all.add(certificate(KeyPurpose.AUTHORITY, key, keys));
    }
    for (CertifiedKey key : keys.signings().values()) {
      all.add(certificate(KeyPurpose.SIGNING, key, keys));
    }
    return List.copyOf(all);
  }

  private static ManagerCertificate certificate(
      KeyPurpose purpose, CertifiedKey key, VaultKeys keys) {
    return new ManagerCertificate(
        key.kid(), purpose, issuerOf(key, keys.authorities().values()), key.certificate());
  }

  /** Empty if the authority that certified the key is in the vault no more. */
  private static Optional<String> issuerOf(CertifiedKey key, Collection<CertifiedKey> authorities) {
    for (CertifiedKey candidate : authorities) {
      try {
        key.certificate().verify(candidate.publicKey(), BouncyCastle.PROVIDER);
        return Optional.of(candidate.kid());
      } catch (GeneralSecurityException e) {
        // Not this authority's: the next may be it.
      }
    }
    return Optional.empty();
  }

  private static ProtocolException unavailable(Exception e) {
    LOG.log(Level.ERROR, "The key vault does not work", e);
    return new ProtocolException(ErrorCode.UNAVAILABLE, "the key vault does not work now");
  }

  private final class VaultSigner implements Signer {
    private final CertifiedKey key;

    VaultSigner(CertifiedKey key) {
      this.key = key;
    }

    @Override
    public String kid() {
      return key.kid();
    }

    @Override
    public byte[] sign(byte[] input) {
      return JcaKeyVault.this.sign(key, input);
    }
  }
}

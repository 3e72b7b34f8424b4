package fiveseal.keys;

import fiveseal.config.VaultSettings;
import fiveseal.protocol.ProtocolException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The entries of a vault, in a file or in a token. They are numbered ({@code signing-1}, {@code
 * authority-1}, {@code card-master-1}, {@code one-time-codes-1}); of each kind the highest number
 * is current.
 */
final class VaultEntries {
  private static final String SIGNING = KeyKind.SIGNING.prefix();
  private static final String AUTHORITY = KeyKind.AUTHORITY.prefix();
  private static final String CARD_MASTER = KeyKind.CARD_MASTER.prefix();
  private static final String ONE_TIME_CODES = "one-time-codes-";
  private static final String MAC = "HmacSHA256";
  private static final int MAC_KEY_BITS = 256;
  private static final int KEY_VERSION_MAX = 255;
  private static final int AUTHORITY_DAYS = 3653;
  private static final int SIGNING_DAYS = 731;

  private final KeyStore store;
  private final Provider provider;
  private final char[] password;
  private final String place;

  /**
   * @param provider makes the keys and computes with them
   * @param password of the entries; null where they have none of their own
   * @param place where this is, for those who look for what is wrong
   */
  VaultEntries(KeyStore store, Provider provider, char[] password, String place) {
    this.store = store;
    this.provider = provider;
    this.password = password;
    this.place = VaultSettings.PATH_PROPERTY + ": " + place;
  }

  /**
   * Makes the first keys where there are none, and what a vault of before lacks.
   *
   * @param makes whether an empty vault gets keys; otherwise {@link EmptyVaultException}
   */
  static VaultChange first(String operator, Instant now, boolean makes) {
    return entries -> {
      if (!entries.isEmpty()) {
        return entries.makeOneTimeCodesIfMissing();
      }
      if (!makes) {
        throw new EmptyVaultException();
      }
      entries.make(operator, now);
      return true;
    };
  }

  /** Whether there is nothing here yet that a vault has. */
  boolean isEmpty() throws GeneralSecurityException {
    return aliases(SIGNING).isEmpty()
        && aliases(AUTHORITY).isEmpty()
        && aliases(CARD_MASTER).isEmpty();
  }

  /**
   * Makes the first key of each kind; where the provider is a token, inside it.
   *
   * @param operator whose vault it is: the manager's id
   */
  void make(String operator, Instant at)
      throws GeneralSecurityException, OperatorCreationException {
    Instant from = at.truncatedTo(ChronoUnit.SECONDS).minus(CertifiedKey.HEAD_START);
    addAuthority(operator, from, true);
    addSigning(operator, from);
    addCardMaster(0);
    makeOneTimeCodesIfMissing();
  }

  /**
   * One more signing key, certified by the authority that serves when it begins to sign: one whose
   * time is still to come cannot vouch for it yet.
   *
   * @param from the certificate's notBefore, whole seconds
   */
  void addSigning(String operator, Instant from)
      throws GeneralSecurityException, OperatorCreationException {
    CertifiedKey serving =
        VaultKeys.serving(certified(required(AUTHORITY)), from.plus(CertifiedKey.HEAD_START));
    Instant to = from.plus(SIGNING_DAYS, ChronoUnit.DAYS);
    KeyPair pair = newKeyPair();
    X509Certificate leaf =
        new Authority(serving, provider).issue(pair.getPublic(), operator, operator, from, to);
    set(next(SIGNING), pair.getPrivate(), leaf, serving.certificate());
  }

  /**
   * One more authority. Its certificate is by the one before, "new with old" (RFC 4210 section
   * 4.4), so that whoever trusts that one trusts this; or by itself, where none is before or the
   * one before is trusted no more.
   *
   * @param from the certificate's notBefore, whole seconds
   */
  void addAuthority(String operator, Instant from, boolean byItself)
      throws GeneralSecurityException, OperatorCreationException {
    Instant to = from.plus(AUTHORITY_DAYS, ChronoUnit.DAYS);
    KeyPair pair = newKeyPair();
    if (byItself) {
      CertifiedKey root = Authority.selfSigned(pair, operator, from, to, provider).key();
      set(next(AUTHORITY), root.secret(), root.certificate());
    } else {
      CertifiedKey before = certified(last(AUTHORITY));
      X509Certificate newWithOld =
          new Authority(before, provider).successor(pair.getPublic(), from, to);
      set(next(AUTHORITY), pair.getPrivate(), newWithOld, before.certificate());
    }
  }

  private void set(String alias, PrivateKey secret, X509Certificate... chain)
      throws GeneralSecurityException {
    store.setKeyEntry(alias, secret, password, chain);
  }

  /**
   * One more card master key.
   *
   * @param given the highest version that was ever given
   * @throws ProtocolException {@code message-refused} if there are 255 versions already
   */
  void addCardMaster(int given) throws GeneralSecurityException {
    SortedMap<Integer, String> masters = aliases(CARD_MASTER);
    int newest = masters.isEmpty() ? given : Math.max(given, masters.lastKey());
    if (newest >= KEY_VERSION_MAX) {
      throw ProtocolException.refused("a card master key has 255 versions at most");
    }
    store.setKeyEntry(CARD_MASTER + (newest + 1), newMacKey(), password, null);
  }

  /**
   * Destroys a secret key for good. The newest of its kind stays.
   *
   * @return false if it is not there
   */
  boolean remove(KeyKind kind, int number) throws GeneralSecurityException {
    SortedMap<Integer, String> present = aliases(kind.prefix());
    if (!present.containsKey(number)) {
      return false;
    }
    if (number == present.lastKey()) {
      throw new IllegalArgumentException("the newest key of a kind stays");
    }
    store.deleteEntry(present.get(number));
    return true;
  }

  private String next(String kind) throws GeneralSecurityException {
    SortedMap<Integer, String> present = aliases(kind);
    return kind + (present.isEmpty() ? 1 : present.lastKey() + 1);
  }

  private String last(String kind) throws GeneralSecurityException {
    SortedMap<Integer, String> present = required(kind);
    return present.get(present.lastKey());
  }

  /** Whether it was made before one-time codes had a key of their own. */
  boolean lacksOneTimeCodes() throws GeneralSecurityException {
    return aliases(ONE_TIME_CODES).isEmpty();
  }

  /**
   * @return whether it was missing
   */
  boolean makeOneTimeCodesIfMissing() throws GeneralSecurityException {
    boolean missing = lacksOneTimeCodes();
    if (missing) {
      store.setKeyEntry(ONE_TIME_CODES + 1, newMacKey(), password, null);
    }
    return missing;
  }

  private KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private SecretKey newMacKey() throws GeneralSecurityException {
    KeyGenerator generator = KeyGenerator.getInstance(MAC, provider);
    generator.init(MAC_KEY_BITS);
    return generator.generateKey();
  }

  /**
   * @param signatureAlgorithm ES256 with signatures r‖s, by its name in the provider
   * @throws VaultException naming the entry that is missing or wrong
   */
  VaultKeys read(String signatureAlgorithm) throws GeneralSecurityException {
    SortedMap<Integer, SecretKey> masters = new TreeMap<>();
    for (var entry : required(CARD_MASTER).entrySet()) {
      masters.put(entry.getKey(), cardMaster(entry.getKey(), entry.getValue()));
    }
    return new VaultKeys(
        provider,
        signatureAlgorithm,
        certified(required(AUTHORITY)),
        certified(required(SIGNING)),
        Collections.unmodifiableSortedMap(masters),
        macKey(last(ONE_TIME_CODES)));
  }

  private SortedMap<Integer, CertifiedKey> certified(SortedMap<Integer, String> aliases)
      throws GeneralSecurityException {
    SortedMap<Integer, CertifiedKey> keys = new TreeMap<>();
    for (var entry : aliases.entrySet()) {
      keys.put(entry.getKey(), certified(entry.getValue()));
    }
    return Collections.unmodifiableSortedMap(keys);
  }

  private SortedMap<Integer, String> required(String kind) throws GeneralSecurityException {
    SortedMap<Integer, String> found = aliases(kind);
    if (found.isEmpty()) {
      throw new VaultException(place + " has no entry " + kind + "1");
    }
    return found;
  }

  private SortedMap<Integer, String> aliases(String kind) throws GeneralSecurityException {
    SortedMap<Integer, String> found = new TreeMap<>();
    for (String alias : Collections.list(store.aliases())) {
      String number = alias.startsWith(kind) ? alias.substring(kind.length()) : "";
      if (number.matches("[1-9][0-9]{0,3}")) {
        found.put(Integer.valueOf(number), alias);
      }
    }
    return found;
  }

  private CertifiedKey certified(String alias) throws GeneralSecurityException {
    if (store.getKey(alias, password) instanceof PrivateKey secret
        && store.getCertificate(alias) instanceof X509Certificate certificate) {
      return new CertifiedKey(secret, certificate);
    }
    throw new VaultException(place + ": entry " + alias + " is no certified key");
  }

  private SecretKey cardMaster(int version, String alias) throws GeneralSecurityException {
    if (version > KEY_VERSION_MAX) {
      throw new VaultException(place + ": entry " + alias + " has no version of a card's key");
    }
    return macKey(alias);
  }

  private SecretKey macKey(String alias) throws GeneralSecurityException {
    if (store.getKey(alias, password) instanceof SecretKey key) {
      return key;
    }
    throw new VaultException(place + ": entry " + alias + " is no key for " + MAC);
  }
}

package fiveseal.keys;

import fiveseal.config.VaultSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  private static final String SIGNING = "signing-";
  private static final String AUTHORITY = "authority-";
  private static final String CARD_MASTER = "card-master-";
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
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Instant now = at.truncatedTo(ChronoUnit.SECONDS);
    Authority authority =
        Authority.selfSigned(
            newKeyPair(), operator, now, now.plus(AUTHORITY_DAYS, ChronoUnit.DAYS), provider);
    X509Certificate root = authority.key().certificate();
    KeyPair pair = newKeyPair();
    X509Certificate leaf =
        authority.issue(
            pair.getPublic(), operator, operator, now, now.plus(SIGNING_DAYS, ChronoUnit.DAYS));
    store.setKeyEntry(AUTHORITY + 1, authority.key().secret(), password, new Certificate[] {root});
    store.setKeyEntry(SIGNING + 1, pair.getPrivate(), password, new Certificate[] {leaf, root});
    store.setKeyEntry(CARD_MASTER + 1, newMacKey(), password, null);
    makeOneTimeCodes();
  }

  /** Whether it was made before one-time codes had a key of their own. */
  boolean lacksOneTimeCodes() throws GeneralSecurityException {
    return aliases(ONE_TIME_CODES).isEmpty();
  }

  void makeOneTimeCodes() throws GeneralSecurityException {
    store.setKeyEntry(ONE_TIME_CODES + 1, newMacKey(), password, null);
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
    SortedMap<Integer, String> authorities = required(AUTHORITY);
    SortedMap<Integer, String> signings = required(SIGNING);
    SortedMap<Integer, SecretKey> masters = new TreeMap<>();
    for (var entry : required(CARD_MASTER).entrySet()) {
      masters.put(entry.getKey(), cardMaster(entry.getKey(), entry.getValue()));
    }
    SortedMap<Integer, String> codes = required(ONE_TIME_CODES);
    return new VaultKeys(
        provider,
        signatureAlgorithm,
        certified(authorities.get(authorities.lastKey())),
        certified(signings.get(signings.lastKey())),
        allCertified(authorities),
        certificates(signings),
        Collections.unmodifiableSortedMap(masters),
        macKey(codes.get(codes.lastKey())));
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

  private List<CertifiedKey> allCertified(SortedMap<Integer, String> aliases)
      throws GeneralSecurityException {
    List<CertifiedKey> found = new ArrayList<>();
    for (String alias : aliases.values()) {
      found.add(certified(alias));
    }
    return List.copyOf(found);
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

  private List<X509Certificate> certificates(SortedMap<Integer, String> aliases)
      throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (String alias : aliases.values()) {
      if (!(store.getCertificate(alias) instanceof X509Certificate certificate)) {
        throw new VaultException(place + ": entry " + alias + " has no certificate");
      }
      found.add(certificate);
    }
    return List.copyOf(found);
  }
}

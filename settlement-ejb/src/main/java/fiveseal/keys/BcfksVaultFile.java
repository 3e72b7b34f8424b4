package fiveseal.keys;

import fiveseal.config.VaultSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jcajce.BCFKSLoadStoreParameter;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The vault as one encrypted file (BCFKS: AES-256-CCM, PBKDF2 with SHA-512). Entries are numbered
 * ({@code signing-1}, {@code authority-1}, {@code card-master-1}); of each kind the highest number
 * is current. The file is read once, since every read of a key costs a key derivation.
 */
final class BcfksVaultFile {
  private static final Logger LOG = System.getLogger(BcfksVaultFile.class.getName());
  private static final String NO_ONE_ELSE = "------";
  private static final String SIGNING = "signing-";
  private static final String AUTHORITY = "authority-";
  private static final String CARD_MASTER = "card-master-";
  private static final String MAC = "HmacSHA256";
  private static final int MAC_KEY_BITS = 256;
  private static final int KEY_VERSION_MAX = 255;
  private static final int PBKDF2_ITERATIONS = 300_000;
  private static final int PBKDF2_SALT_BYTES = 64;
  private static final int AUTHORITY_DAYS = 3653;
  private static final int SIGNING_DAYS = 731;

  private final Path path;
  private final char[] password;

  private BcfksVaultFile(VaultSettings settings) {
    this.path = settings.path();
    this.password = settings.password().toCharArray();
  }

  /**
   * Reads the vault; makes it if there is none.
   *
   * @param operator whose vault it is: the manager's id
   * @throws VaultException naming the property to look at
   */
  static VaultKeys openOrMake(VaultSettings settings, String operator, Instant now) {
    BcfksVaultFile file = new BcfksVaultFile(settings);
    try {
      if (Files.notExists(file.path)) {
        file.make(operator, now.truncatedTo(ChronoUnit.SECONDS));
      }
      return file.read();
    } finally {
      Arrays.fill(file.password, '\0');
    }
  }

  private void make(String operator, Instant now) {
    try {
      KeyStore store = KeyStore.getInstance("BCFKS", BouncyCastle.PROVIDER);
      store.load(null, null);
      Authority authority =
          Authority.selfSigned(
              newKeyPair(), operator, now, now.plus(AUTHORITY_DAYS, ChronoUnit.DAYS));
      X509Certificate root = authority.key().certificate();
      KeyPair pair = newKeyPair();
      X509Certificate leaf =
          authority.issue(
              pair.getPublic(), operator, operator, now, now.plus(SIGNING_DAYS, ChronoUnit.DAYS));
      store.setKeyEntry(
          AUTHORITY + 1, authority.key().secret(), password, new Certificate[] {root});
      store.setKeyEntry(SIGNING + 1, pair.getPrivate(), password, new Certificate[] {leaf, root});
      store.setKeyEntry(CARD_MASTER + 1, newMacKey(), password, null);
      write(store);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new VaultException(
          VaultSettings.PATH_PROPERTY + ": no vault can be made at " + path, e);
    }
  }

  private static KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static SecretKey newMacKey() throws GeneralSecurityException {
    KeyGenerator generator = KeyGenerator.getInstance(MAC, BouncyCastle.PROVIDER);
    generator.init(MAC_KEY_BITS);
    return generator.generateKey();
  }

  /** Whole or not at all, and never over a vault that another node made meanwhile. */
  private void write(KeyStore store) throws IOException, GeneralSecurityException {
    Path directory = path.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path draft =
        Files.createTempFile(
            directory,
            ".vault",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        OutputStream out = Channels.newOutputStream(channel);
        store.store(
            new BCFKSLoadStoreParameter.Builder(out, password)
                .withStorePBKDFConfig(
                    new PBKDF2Config.Builder()
                        .withPRF(PBKDF2Config.PRF_SHA512)
                        .withIterationCount(PBKDF2_ITERATIONS)
                        .withSaltLength(PBKDF2_SALT_BYTES)
                        .build())
                .build());
        channel.force(true);
      }
      Files.createLink(path, draft);
      sync(directory);
    } catch (FileAlreadyExistsException e) {
      // Another node was first: its vault is the vault.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private VaultKeys read() {
    KeyStore store = load();
    try {
      SortedMap<Integer, String> authorities = aliases(store, AUTHORITY);
      SortedMap<Integer, String> signings = aliases(store, SIGNING);
      SortedMap<Integer, SecretKey> masters = new TreeMap<>();
      for (var entry : aliases(store, CARD_MASTER).entrySet()) {
        masters.put(entry.getKey(), cardMaster(store, entry.getKey(), entry.getValue()));
      }
      return new VaultKeys(
          BouncyCastle.PROVIDER,
          "SHA256withPLAIN-ECDSA",
          certified(store, authorities.get(authorities.lastKey())),
          certified(store, signings.get(signings.lastKey())),
          certificates(store, authorities),
          certificates(store, signings),
          Collections.unmodifiableSortedMap(masters));
    } catch (GeneralSecurityException e) {
      throw new VaultException(
          VaultSettings.PASSWORD_PROPERTY + " opens " + path + ", but not the keys in it", e);
    }
  }

  private void warnIfOthersReachIt() throws IOException {
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    if (!mode.endsWith(NO_ONE_ELSE)) {
      LOG.log(
          Level.WARNING,
          "Others than its owner can reach the vault ({0}): {1}, {2}",
          mode,
          path,
          VaultSettings.PATH_PROPERTY);
    }
  }

  private KeyStore load() {
    try (InputStream in = Files.newInputStream(path)) {
      warnIfOthersReachIt();
      byte[] content = in.readAllBytes();
      return load(content);
    } catch (IOException e) {
      throw new VaultException(VaultSettings.PATH_PROPERTY + ": " + path + " cannot be read", e);
    }
  }

  private KeyStore load(byte[] content) {
    try {
      KeyStore store = KeyStore.getInstance("BCFKS", BouncyCastle.PROVIDER);
      store.load(new ByteArrayInputStream(content), password);
      return store;
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new VaultException(
          VaultSettings.PASSWORD_PROPERTY
              + " does not open "
              + path
              + " ("
              + VaultSettings.PATH_PROPERTY
              + "), or the file is damaged");
    }
  }

  private SortedMap<Integer, String> aliases(KeyStore store, String kind)
      throws GeneralSecurityException {
    SortedMap<Integer, String> found = new TreeMap<>();
    for (String alias : Collections.list(store.aliases())) {
      String number = alias.startsWith(kind) ? alias.substring(kind.length()) : "";
      if (number.matches("[1-9][0-9]{0,3}")) {
        found.put(Integer.valueOf(number), alias);
      }
    }
    if (found.isEmpty()) {
      throw new VaultException(
          VaultSettings.PATH_PROPERTY + ": " + path + " has no entry " + kind + "1");
    }
    return found;
  }

  private CertifiedKey certified(KeyStore store, String alias) throws GeneralSecurityException {
    if (store.getKey(alias, password) instanceof PrivateKey secret
        && store.getCertificate(alias) instanceof X509Certificate certificate) {
      return new CertifiedKey(secret, certificate);
    }
    throw new VaultException(
        VaultSettings.PATH_PROPERTY + ": entry " + alias + " is no certified key");
  }

  private SecretKey cardMaster(KeyStore store, int version, String alias)
      throws GeneralSecurityException {
    Key key = store.getKey(alias, password);
    if (version <= KEY_VERSION_MAX && key instanceof SecretKey master) {
      return master;
    }
    throw new VaultException(
        VaultSettings.PATH_PROPERTY + ": entry " + alias + " is no card master key");
  }

  private List<X509Certificate> certificates(KeyStore store, SortedMap<Integer, String> aliases)
      throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (String alias : aliases.values()) {
      if (!(store.getCertificate(alias) instanceof X509Certificate certificate)) {
        throw new VaultException(
            VaultSettings.PATH_PROPERTY + ": entry " + alias + " has no certificate");
      }
      found.add(certificate);
    }
    return List.copyOf(found);
  }
}

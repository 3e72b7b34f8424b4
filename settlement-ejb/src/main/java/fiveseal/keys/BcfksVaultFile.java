package fiveseal.keys;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jcajce.BCFKSLoadStoreParameter;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The vault as one encrypted file (BCFKS: AES-256-CCM, PBKDF2 with SHA-512). The file is read once,
 * since every read of a key costs a key derivation.
 */
final class BcfksVaultFile {
  private static final Logger LOG = System.getLogger(BcfksVaultFile.class.getName());
  private static final String NO_ONE_ELSE = "------";
  private static final int PBKDF2_ITERATIONS = 300_000;
  private static final int PBKDF2_SALT_BYTES = 64;

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
        file.make(operator, now);
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
      entries(store).make(operator, now);
      add(store);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new VaultException(
          VaultSettings.PATH_PROPERTY + ": no vault can be made at " + path, e);
    }
  }

  private VaultEntries entries(KeyStore store) {
    return new VaultEntries(store, BouncyCastle.PROVIDER, password, path.toString());
  }

  /** Whole or not at all, and never over a vault that another node made meanwhile. */
  private void add(KeyStore store) throws IOException, GeneralSecurityException {
    Files.createDirectories(directory());
    Path draft = draft();
    try {
      write(store, draft);
      Files.createLink(path, draft);
      sync();
    } catch (FileAlreadyExistsException e) {
      // Another node was first: its vault is the vault.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Whole or not at all, and by one node at a time; others read what was or what is. */
  private KeyStore complete() throws IOException, GeneralSecurityException {
    synchronized (BcfksVaultFile.class) {
      Path lock = path.resolveSibling(path.getFileName() + ".lock");
      try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE)) {
        channel.lock();
        KeyStore store = load();
        VaultEntries entries = entries(store);
        if (entries.lacksOneTimeCodes()) {
          entries.makeOneTimeCodes();
          replace(store);
        }
        return store;
      }
    }
  }

  private void replace(KeyStore store) throws IOException, GeneralSecurityException {
    Path draft = draft();
    try {
      write(store, draft);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      sync();
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private Path draft() throws IOException {
    return Files.createTempFile(
        directory(),
        ".vault",
        ".tmp",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private void write(KeyStore store, Path draft) throws IOException, GeneralSecurityException {
    try (FileChannel channel = FileChannel.open(draft, WRITE)) {
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
  }

  private Path directory() {
    return path.toAbsolutePath().getParent();
  }

  private void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(directory(), READ)) {
      channel.force(true);
    }
  }

  private VaultKeys read() {
    KeyStore store = load();
    try {
      if (entries(store).lacksOneTimeCodes()) {
        store = complete();
      }
      return entries(store).read("SHA256withPLAIN-ECDSA");
    } catch (IOException e) {
      throw new VaultException(
          VaultSettings.PATH_PROPERTY + ": the vault at " + path + " cannot be written to", e);
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
}

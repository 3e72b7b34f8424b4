package fiveseal.keys;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import fiveseal.config.VaultSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.Arrays;
import java.util.Collections;
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
  private static final int PBKDF2_SALT_BYTES = 64;

  private final Path path;
  private final char[] password;
  private final int iterations;

  private BcfksVaultFile(VaultSettings settings) {
    this.path = settings.path();
    this.password = settings.password().toCharArray();
    this.iterations = settings.iterations();
  }

  /**
   * Reads the vault.
   *
   * @param first makes what is missing
   * @throws VaultException naming the property to look at
   */
  static VaultKeys open(VaultSettings settings, VaultChange first) {
    BcfksVaultFile file = new BcfksVaultFile(settings);
    try {
      if (Files.notExists(file.path)) {
        file.make(first);
      }
      return file.read(first);
    } finally {
      Arrays.fill(file.password, '\0');
    }
  }

  private void make(VaultChange first) {
    try {
      KeyStore store = KeyStore.getInstance("BCFKS", BouncyCastle.PROVIDER);
      store.load(null, null);
      first.makeIn(entries(store));
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

  /**
   * Changes the vault, whole or not at all, and by one node at a time; others read what was or what
   * is.
   *
   * @return what it holds now
   * @throws VaultException naming the property to look at
   */
  static VaultKeys change(VaultSettings settings, VaultChange change) {
    BcfksVaultFile file = new BcfksVaultFile(settings);
    try {
      return file.read(file.change(change));
    } finally {
      Arrays.fill(file.password, '\0');
    }
  }

  /**
   * The same keys under another password.
   *
   * @throws VaultException naming the property to look at
   */
  static byte[] backup(VaultSettings settings, char[] backupPassword) {
    BcfksVaultFile file = new BcfksVaultFile(settings);
    try {
      return file.under(backupPassword);
    } catch (GeneralSecurityException | IOException e) {
      throw new VaultException(
          VaultSettings.PATH_PROPERTY + ": no backup of " + file.path + " can be made", e);
    } finally {
      Arrays.fill(file.password, '\0');
    }
  }

  /**
   * Puts a backup where no vault is.
   *
   * @param settings the new place and its password
   * @throws VaultException if there is a vault already, or the backup cannot be opened
   */
  static void restore(VaultSettings settings, byte[] backup, char[] backupPassword) {
    BcfksVaultFile file = new BcfksVaultFile(settings);
    try {
      if (Files.exists(file.path)) {
        throw new VaultException(
            VaultSettings.PATH_PROPERTY + ": there is a vault at " + file.path);
      }
      KeyStore store = KeyStore.getInstance("BCFKS", BouncyCastle.PROVIDER);
      store.load(new ByteArrayInputStream(backup), backupPassword);
      file.add(copy(store, backupPassword, file.password));
    } catch (GeneralSecurityException | IOException e) {
      throw new VaultException("the backup cannot be opened, or not be written", e);
    } finally {
      Arrays.fill(file.password, '\0');
    }
  }

  private byte[] under(char[] other) throws GeneralSecurityException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(load(), password, other).store(parameters(out, other));
    return out.toByteArray();
  }

  private static KeyStore copy(KeyStore from, char[] password, char[] other)
      throws GeneralSecurityException, IOException {
    KeyStore to = KeyStore.getInstance("BCFKS", BouncyCastle.PROVIDER);
    to.load(null, null);
    for (String alias : Collections.list(from.aliases())) {
      to.setKeyEntry(alias, from.getKey(alias, password), other, from.getCertificateChain(alias));
    }
    return to;
  }

  private KeyStore change(VaultChange change) {
    synchronized (BcfksVaultFile.class) {
      Path lock = path.resolveSibling(path.getFileName() + ".lock");
      try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE)) {
        channel.lock();
        KeyStore store = load();
        if (change.makeIn(entries(store))) {
          replace(store);
        }
        return store;
      } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
        throw new VaultException(
            VaultSettings.PATH_PROPERTY + ": the vault at " + path + " cannot be changed", e);
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
      store.store(parameters(out, password));
      channel.force(true);
    }
  }

  private BCFKSLoadStoreParameter parameters(OutputStream out, char[] protection) {
    return new BCFKSLoadStoreParameter.Builder(out, protection)
        .withStorePBKDFConfig(
            new PBKDF2Config.Builder()
                .withPRF(PBKDF2Config.PRF_SHA512)
                .withIterationCount(iterations)
                .withSaltLength(PBKDF2_SALT_BYTES)
                .build())
        .build();
  }

  private Path directory() {
    return path.toAbsolutePath().getParent();
  }

  private void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(directory(), READ)) {
      channel.force(true);
    }
  }

  private VaultKeys read(VaultChange first) {
    KeyStore store = load();
    return read(lacksOneTimeCodes(store) ? change(first) : store);
  }

  private boolean lacksOneTimeCodes(KeyStore store) {
    try {
      return entries(store).lacksOneTimeCodes();
    } catch (GeneralSecurityException e) {
      throw new VaultException(VaultSettings.PATH_PROPERTY + ": " + path + " cannot be read", e);
    }
  }

  private VaultKeys read(KeyStore store) {
    try {
      return entries(store).read("SHA256withPLAIN-ECDSA");
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

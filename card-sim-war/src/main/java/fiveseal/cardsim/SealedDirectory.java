package fiveseal.cardsim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A directory of small secrets: AES-256-GCM (NIST SP 800-38D) under a key made of a password by
 * PBKDF2-HMAC-SHA-512. A file is replaced whole and is on the disk when {@link #write} returns. One
 * process has the directory at a time, since two would make clones of its cards.
 */
final class SealedDirectory implements Closeable {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final int ITERATIONS = 210_000;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final byte FORMAT = 1;

  private final Path directory;
  private final SecureRandom random = new SecureRandom();
  private final FileChannel lockChannel;
  private final SecretKey contentKey;
  private final SecretKey nameKey;

  private SealedDirectory(Path directory, FileChannel lockChannel, byte[] keys) {
    this.directory = directory;
    this.lockChannel = lockChannel;
    this.contentKey = new SecretKeySpec(keys, 0, KEY_BYTES, "AES");
    this.nameKey = new SecretKeySpec(keys, KEY_BYTES, KEY_BYTES, "HmacSHA256");
  }

  /**
   * @throws IOException if the directory cannot be used, or another process does
   */
  static SealedDirectory open(Path directory, String password) throws IOException {
    Files.createDirectories(directory);
    restrict(directory, "rwx------");
    FileChannel lockChannel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      requireLock(directory, lockChannel);
      byte[] keys = deriveKeys(password, salt(directory));
      SealedDirectory opened = new SealedDirectory(directory, lockChannel, keys);
      Arrays.fill(keys, (byte) 0);
      return opened;
    } catch (IOException | RuntimeException e) {
      lockChannel.close();
      throw e;
    }
  }

  private static void requireLock(Path directory, FileChannel lockChannel) throws IOException {
    try {
      FileLock lock = lockChannel.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // In this very process: the same refusal.
    }
    throw new IOException(directory + " is in use: simulated cards live in one process only");
  }

  private static byte[] salt(Path directory) throws IOException {
    Path file = directory.resolve("salt");
    try {
      byte[] salt = Files.readAllBytes(file);
      if (salt.length == SALT_BYTES) {
        return salt;
      }
      throw new IOException(file + " is damaged");
    } catch (NoSuchFileException e) {
      byte[] salt = new byte[SALT_BYTES];
      new SecureRandom().nextBytes(salt);
      replace(directory, file, salt);
      return salt;
    }
  }

  private static byte[] deriveKeys(String password, byte[] salt) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 2 * KEY_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512", "SunJCE")
          .generateSecret(spec)
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key can be made of the password", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** A file name that tells nothing of what it names. */
  String nameOf(String what) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256", PROVIDER);
      mac.init(nameKey);
      byte[] name = Arrays.copyOf(mac.doFinal(what.getBytes(UTF_8)), 16);
      return HexFormat.of().formatHex(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IOException if the file is damaged, was sealed under another name or password, or
   *     cannot be read
   */
  Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(open(name, Files.readAllBytes(directory.resolve(name))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IOException(
          name + " cannot be opened: it is damaged, or " + SimulatorSettings.PASSWORD + " is wrong",
          e);
    }
  }

  /** The file is durable when this returns; when it throws, either content may be there. */
  void write(String name, byte[] content) throws IOException {
    try {
      replace(directory, directory.resolve(name), seal(name, content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] seal(String name, byte[] content) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(content);
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(FORMAT)
        .put(nonce)
        .put(sealed)
        .array();
  }

  private byte[] open(String name, byte[] file) throws GeneralSecurityException {
    if (file.length < 1 + NONCE_BYTES || file[0] != FORMAT) {
      throw new AEADBadTagException("another format");
    }
    byte[] nonce = Arrays.copyOfRange(file, 1, 1 + NONCE_BYTES);
    int start = 1 + NONCE_BYTES;
    return cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(file, start, file.length - start);
  }

  private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", PROVIDER);
    cipher.init(mode, contentKey, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(UTF_8));
    return cipher;
  }

  private static void replace(Path directory, Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      restrict(fresh, "rw-------");
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(directory + " cannot replace files atomically", e);
    }
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private static void restrict(Path path, String permissions) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(permissions));
    }
  }

  /** Lets another process have the directory. */
  @Override
  public void close() throws IOException {
    lockChannel.close();
  }
}

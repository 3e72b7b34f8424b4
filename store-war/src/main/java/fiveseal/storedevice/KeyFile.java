package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A key in a file that somebody else exchanges: the file is read again when it has changed, and
 * what cannot be read changes nothing.
 */
public final class KeyFile extends DeviceKey {
  private static final Logger LOG = System.getLogger(KeyFile.class.getName());

  private final Path file;
  private FileTime read;
  private boolean told;

  private KeyFile(Path file, FileTime read, SigningKey first) {
    super(first);
    this.file = file;
    this.read = read;
  }

  /**
   * @param file PKCS#8 PEM
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException if it holds no P-256 key
   */
  public static KeyFile at(Path file) {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      return new KeyFile(file, time, SigningKey.fromPem(Files.readString(file, UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("the key file cannot be read", e);
    }
  }

  @Override
  public SigningKey current() {
    readAgainIfChanged();
    return super.current();
  }

  private synchronized void readAgainIfChanged() {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      if (!time.equals(read)) {
        follow(SigningKey.fromPem(Files.readString(file, UTF_8)));
        read = time;
        told = false;
        LOG.log(Level.INFO, "Signing with another key from now on: {0}", super.current().kid());
      }
    } catch (IOException | IllegalArgumentException e) {
      tell(e);
    }
  }

  /** Once, since this is looked at with every signature. */
  private void tell(Exception failure) {
    if (!told) {
      LOG.log(
          Level.WARNING,
          "The key file cannot be read; signing goes on with the key before",
          failure);
      told = true;
    }
  }
}

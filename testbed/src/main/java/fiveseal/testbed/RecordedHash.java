package fiveseal.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 that the build has recorded of a file: a copy anywhere is that file or it is not. */
final class RecordedHash {

  private static final int HEX_DIGITS = 64;

  private final String recorded;

  /**
   * @param record as {@code sha256sum} writes it: the hash, then the file's name
   */
  RecordedHash(Path record) {
    try {
      String text = Files.readString(record);
      if (!text.matches("(?s)[0-9a-f]{" + HEX_DIGITS + "} .*")) {
        throw new Trouble("The file " + record + " is no record of a SHA-256.");
      }
      recorded = text.substring(0, HEX_DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a copy has every byte of the built file. */
  boolean isOf(Path copy) {
    try (InputStream in = Files.newInputStream(copy)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(sha256.digest()).equals(recorded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package fiveseal.testbed;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The passwords of one mall: 192 random bits each, made at the first start, readable by their owner
 * alone.
 */
final class Secrets {

  private static final int BYTES = 24;

  private final Path file;
  private final SecureRandom random;
  private final Properties values = new Properties();

  /** Reads the file if there is one. */
  Secrets(Path file, SecureRandom random) {
    this.file = file;
    this.random = random;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        values.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The secret of that name; letters, digits, {@code -} and {@code _} only. */
  synchronized String of(String name) {
    String value = values.getProperty(name);
    if (value == null) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      values.setProperty(name, value);
      save();
    }
    return value;
  }

  private void save() {
    StringBuilder text =
        new StringBuilder("# Made at the first start; belongs to this folder's data.\n");
    new TreeMap<>(values)
        .forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    RunFolder.writePrivately(file, text.toString());
  }
}

package fiveseal.clientdevice.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where PC/SC's library lies. Java looks in {@code /usr/lib} and {@code /usr/lib64} for a name that
 * only a developer's package has; Debian and others keep it elsewhere and with a version.
 */
final class PcscLibrary {
  /** Java's own property; whoever sets it is obeyed. */
  static final String PROPERTY = "sun.security.smartcardio.library";

  private static final List<String> NAMES = List.of("libpcsclite.so.1", "libpcsclite_real.so.1");
  private static final List<String> FOLDERS = List.of("usr/lib", "usr/lib64", "lib", "lib64");

  private PcscLibrary() {}

  /** Tells Java where it is, if that is Linux and nobody did. */
  static void point() {
    if (System.getProperty(PROPERTY) == null && System.getProperty("os.name").equals("Linux")) {
      find(Path.of("/")).ifPresent(path -> System.setProperty(PROPERTY, path.toString()));
    }
  }

  /**
   * @param root of the file system
   */
  static Optional<Path> find(Path root) {
    for (String name : NAMES) {
      for (String folder : FOLDERS) {
        Optional<Path> found = in(root.resolve(folder), name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** In the folder itself, or below it in that of an architecture, as Debian has them. */
  private static Optional<Path> in(Path folder, String name) {
    if (Files.exists(folder.resolve(name))) {
      return Optional.of(folder.resolve(name));
    }
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> architectures = Files.newDirectoryStream(folder, "*-linux-gnu*")) {
      for (Path architecture : architectures) {
        if (Files.exists(architecture.resolve(name))) {
          return Optional.of(architecture.resolve(name));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Another clock for a server that runs: libfaketime, told by a file how far the clock is off. */
final class Faketime {

  private final Path library;
  private final Path file;

  private Faketime(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /**
   * Finds the library.
   *
   * @throws Trouble if it is not installed
   */
  static Faketime in(RunFolder folder) {
    return new Faketime(
        library()
            .orElseThrow(
                () ->
                    new Trouble(
                        "Clocks that are off need libfaketime: install it (Debian: apt install"
                            + " faketime), or leave them out with --without clocks.")),
        folder.root().resolve("clock"));
  }

  static boolean isInstalled() {
    return library().isPresent();
  }

  private static Optional<Path> library() {
    try (DirectoryStream<Path> places =
        Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
      for (Path place : places) {
        Path library = place.resolve("faketime").resolve("libfaketimeMT.so.1");
        if (Files.exists(library)) {
          return Optional.of(library);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.empty();
  }

  /** For the server; intervals are measured by the true clock. */
  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("LD_PRELOAD", library.toString());
    variables.put("FAKETIME_TIMESTAMP_FILE", file.toString());
    variables.put("FAKETIME_CACHE_DURATION", "1");
    variables.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    variables.put("DONT_FAKE_MONOTONIC", "1");
    // Its correction of timed waits makes Object.wait return at once: the server never starts.
    variables.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    return variables;
  }

  /** From the next second on the server's clock is so many seconds off. */
  void shift(long seconds) {
    try {
      Files.writeString(file, (seconds < 0 ? "-" : "+") + Math.abs(seconds) + "s\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

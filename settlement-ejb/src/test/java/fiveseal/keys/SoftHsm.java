package fiveseal.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.config.VaultSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens of SoftHSM, the same library that a process loads once. Where they lie is said by a file
 * that the environment names ({@code SOFTHSM2_CONF}, set by the build).
 */
final class SoftHsm {
  static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  static final String PIN = "31415926";

  private static final Path CONFIGURATION = Path.of(System.getenv("SOFTHSM2_CONF"));
  private static final Path TOKENS = CONFIGURATION.resolveSibling("tokens");
  private static final Path AWAY = CONFIGURATION.resolveSibling("away");
  private static final Pattern SLOT = Pattern.compile("reassigned to slot ([0-9]+)");

  private SoftHsm() {}

  /** An empty token. */
  static VaultSettings newToken(String label) {
    try {
      Files.createDirectories(TOKENS);
      Files.writeString(
          CONFIGURATION,
          "directories.tokendir = %s%nobjectstore.backend = file%nlog.level = ERROR%n"
              .formatted(TOKENS));
      String told =
          run("softhsm2-util --init-token --free --so-pin 27182818 --pin", PIN, "--label", label);
      Matcher slot = SLOT.matcher(told);
      if (!slot.find()) {
        throw new IllegalStateException("softhsm2-util told: " + told);
      }
      Pkcs11Library.restart(LIBRARY);
      return VaultSettings.token(LIBRARY, Long.parseLong(slot.group(1)), PIN);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tokens' folder is gone, as when an HSM is unplugged. */
  static void takeAway() throws IOException {
    Files.move(TOKENS, AWAY);
  }

  static void bringBack() throws IOException {
    Files.move(AWAY, TOKENS);
  }

  /** What OpenSC's tool shows of the objects in a token. */
  static String list(VaultSettings token) throws IOException {
    return run(
        "pkcs11-tool --list-objects --login --pin",
        token.password(),
        "--module",
        token.path().toString(),
        "--slot",
        Long.toString(token.slot()));
  }

  private static String run(String command, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of(more));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(command + ": " + told);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return told;
  }
}

package fiveseal.testbed;

import fiveseal.config.VaultSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of SoftHSM that holds the manager's keys of one mall. It stands for an HSM and is none:
 * it computes inside the server's own process, with keys in files beside it.
 */
final class SoftHsm {

  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final String LABEL = "fiveseal";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern SLOT =
      Pattern.compile("(?ms)^Slot ([0-9]+)$(?:(?!^Slot ).)*?Label: +" + LABEL + " *$");

  private final RunFolder folder;
  private final Path configuration;
  private final Path tokens;

  private SoftHsm(RunFolder folder) {
    this.folder = folder;
    this.configuration = folder.vault().resolve("softhsm2.conf");
    this.tokens = folder.vault().resolve("tokens");
  }

  /** The token of a mall that has begun with one. */
  static SoftHsm in(RunFolder folder) {
    return new SoftHsm(folder);
  }

  /** Whether this machine has what it needs. */
  static boolean isInstalled() {
    return Files.exists(LIBRARY) && Files.exists(Path.of("/usr/bin/softhsm2-util"));
  }

  /** The tokens' folder is gone, as when an HSM is unplugged. */
  void takeAway() {
    move(tokens, away());
  }

  /** It is where it was, as it was. */
  void bringBack() {
    move(away(), tokens);
  }

  private Path away() {
    return tokens.resolveSibling("away");
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a mall of this folder has begun with one. */
  static boolean isIn(RunFolder folder) {
    return Files.exists(new SoftHsm(folder).configuration);
  }

  /**
   * The application's settings for the token, which is made if there is none.
   *
   * @throws Trouble if it cannot be made
   */
  static Map<String, String> settings(RunFolder folder) {
    String pin = new Secrets(folder.secrets(), new SecureRandom()).of("vault.pin");
    SoftHsm hsm = new SoftHsm(folder);
    hsm.configure();
    return Map.of(
        "SOFTHSM2_CONF",
        hsm.configuration.toString(),
        Settings.variable(VaultSettings.TYPE_PROPERTY),
        "pkcs11",
        Settings.variable(VaultSettings.PATH_PROPERTY),
        LIBRARY.toString(),
        Settings.variable(VaultSettings.SLOT_PROPERTY),
        hsm.slot().orElseGet(() -> hsm.make(pin)),
        Settings.variable(VaultSettings.PASSWORD_PROPERTY),
        pin);
  }

  private void configure() {
    try {
      Files.createDirectories(tokens);
      Files.writeString(
          configuration,
          "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The slot of the new token. */
  private String make(String pin) {
    softHsm("--init-token", "--free", "--label", LABEL, "--so-pin", pin, "--pin", pin);
    return slot()
        .orElseThrow(() -> new Trouble("SoftHSM shows no token " + LABEL + ": see " + log() + "."));
  }

  private Optional<String> slot() {
    Matcher slot = SLOT.matcher(softHsm("--show-slots"));
    return slot.find() ? Optional.of(slot.group(1)) : Optional.empty();
  }

  private String softHsm(String... arguments) {
    List<String> command = new ArrayList<>(List.of("softhsm2-util"));
    command.addAll(List.of(arguments));
    Program.Result result =
        Program.run(
            command,
            folder.root(),
            Map.of("SOFTHSM2_CONF", configuration.toString()),
            log(),
            LIMIT);
    if (!result.well()) {
      throw new Trouble("softhsm2-util " + arguments[0] + " failed: see " + log() + ".");
    }
    return result.output();
  }

  private Path log() {
    return folder.log("softhsm");
  }
}

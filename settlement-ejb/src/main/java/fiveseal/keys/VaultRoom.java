package fiveseal.keys;

import fiveseal.config.VaultSettings;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A vault with its two doors.
 *
 * @param vault for what is done with keys
 * @param custodian for what is done to keys
 */
public record VaultRoom(KeyVault vault, KeyCustodian custodian) {

  /**
   * Opens nothing yet.
   *
   * @param settings asked before each opening
   * @param operator the manager's id
   * @param makesFirst whether an empty vault gets its first keys by itself; otherwise by a ceremony
   * @param ended whether the key of a kid has ended before its certificate: it signs nothing more
   */
  public static VaultRoom of(
      Supplier<VaultSettings> settings,
      String operator,
      boolean makesFirst,
      Predicate<String> ended,
      Clock clock) {
    VaultOpener opener = new VaultOpener(settings, operator, makesFirst, clock);
    ReopeningVault vault =
        new ReopeningVault(opener::open, () -> opener.change(entries -> false), ended, clock);
    return new VaultRoom(vault, new VaultCustodian(vault, opener));
  }
}

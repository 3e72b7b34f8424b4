package fiveseal.keys;

import fiveseal.config.VaultSettings;
import java.time.Clock;
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
   */
  public static VaultRoom of(
      Supplier<VaultSettings> settings, String operator, boolean makesFirst, Clock clock) {
    VaultOpener opener = new VaultOpener(settings, operator, makesFirst, clock);
    ReopeningVault vault =
        new ReopeningVault(opener::open, () -> opener.change(entries -> false), clock);
    return new VaultRoom(vault, new VaultCustodian(vault, opener));
  }
}

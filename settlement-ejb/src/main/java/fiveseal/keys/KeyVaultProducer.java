package fiveseal.keys;

import fiveseal.config.Configuration;
import fiveseal.config.VaultSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import java.time.Clock;
import java.util.function.Supplier;

/** Gives the configured vault. */
@ApplicationScoped
public class KeyVaultProducer {

  /** One for the node; it says in the log why it cannot be used, and which property to look at. */
  @Produces
  @ApplicationScoped
  KeyVault vault(Configuration configuration, Provider<VaultSettings> settings, Clock clock) {
    return vault(settings::get, configuration.managerId(), clock);
  }

  /**
   * @param settings asked before each opening
   * @param operator the manager's id
   */
  public static KeyVault vault(Supplier<VaultSettings> settings, String operator, Clock clock) {
    return new ReopeningVault(new VaultOpener(settings, operator, clock)::open, clock);
  }
}

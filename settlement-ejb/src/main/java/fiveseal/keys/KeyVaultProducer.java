package fiveseal.keys;

import fiveseal.config.Configuration;
import fiveseal.config.VaultSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Gives the configured vault, one for the node; it says in the log why it cannot be used, and which
 * property to look at. Only in demo mode an empty one gets its first keys by itself.
 */
@Singleton
public class KeyVaultProducer {
  private final VaultRoom room;

  @Inject
  KeyVaultProducer(
      Configuration configuration, Provider<VaultSettings> settings, KeyEnds ends, Clock clock) {
    this.room =
        VaultRoom.of(
            settings::get, configuration.managerId(), configuration.demo(), ends::has, clock);
  }

  @Produces
  @ApplicationScoped
  KeyVault vault() {
    return room.vault();
  }

  @Produces
  @ApplicationScoped
  KeyCustodian custodian() {
    return room.custodian();
  }
}

package fiveseal.keys;

import fiveseal.config.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/** Opens the configured vault once. */
@ApplicationScoped
public class KeyVaultProducer {
  private static final Logger LOG = System.getLogger(KeyVaultProducer.class.getName());

  /** The vault, or one that is not usable: then the log says why and which property to look at. */
  @Produces
  @ApplicationScoped
  public KeyVault vault(Configuration configuration, Clock clock) {
    try {
      VaultKeys keys =
          BcfksVaultFile.openOrMake(
              configuration.vault(), configuration.managerId(), clock.instant());
      KeyVault vault = new JcaKeyVault(keys, configuration.managerId(), clock);
      LOG.log(Level.INFO, "The vault is open; messages are signed by {0}", vault.signer().kid());
      return vault;
    } catch (VaultException e) {
      LOG.log(Level.ERROR, e.getMessage(), e);
      return new UnusableVault();
    }
  }
}

package fiveseal.config;

import fiveseal.protocol.UuidV7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives the configuration, read once but for the vault's, and the clock. Both are injected wherever
 * they are needed; nothing else asks the system for the time.
 */
@ApplicationScoped
public class ConfigurationProducer {
  private static final Logger LOG = System.getLogger(ConfigurationProducer.class.getName());

  /**
   * @throws ConfigurationException naming every property that is missing or wrong
   */
  @Produces
  @Singleton
  Configuration configuration() {
    try {
      Configuration configuration = reader().read();
      LOG.log(Level.INFO, configuration.toString());
      if (configuration.demo()) {
        LOG.log(
            Level.WARNING,
            "DEMO MODE: simulated cards and demo funding are worth nothing (fiveseal.demo)");
      } else if (!"https".equals(configuration.clientBaseUrl().getScheme())) {
        LOG.log(
            Level.WARNING,
            "Holders' browsers would check nothing over plain http: fiveseal.client.base-url");
      }
      return configuration;
    } catch (ConfigurationException e) {
      LOG.log(Level.ERROR, e.getMessage());
      throw e;
    }
  }

  /**
   * Where the vault is by now, read anew each time: a password that was wrong is mended without a
   * restart.
   *
   * @throws ConfigurationException naming every property of it that is missing or wrong
   */
  @Produces
  @Dependent
  VaultSettings vault() {
    return reader().readVault();
  }

  /**
   * @throws ConfigurationException naming the property if it is wrong
   */
  @Produces
  @Dependent
  KeyOverlap keyOverlap() {
    return reader().readKeyOverlap();
  }

  private static ConfigurationReader reader() {
    Config config = ConfigProvider.getConfig();
    return new ConfigurationReader(name -> config.getOptionalValue(name, String.class));
  }

  /** Makes the ids that the manager gives. */
  @Produces
  @Singleton
  UuidV7 ids(Clock clock) {
    return new UuidV7(clock, new SecureRandom());
  }

  /** UTC. Injected as {@code Clock} or {@code InstantSource}. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}

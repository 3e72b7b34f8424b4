package fiveseal.config;

import fiveseal.protocol.UuidV7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives the configuration, read once, and the clock. Both are injected wherever they are needed;
 * nothing else asks the system for the time.
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
    Config config = ConfigProvider.getConfig();
    try {
      Configuration configuration =
          new ConfigurationReader(name -> config.getOptionalValue(name, String.class)).read();
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

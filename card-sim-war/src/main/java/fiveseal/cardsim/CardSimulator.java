package fiveseal.cardsim;

import fiveseal.manager.CardIssuing;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The simulated cards of this deployment; outside demo mode there are none. */
@ApplicationScoped
public class CardSimulator {
  private static final Logger LOG = System.getLogger(CardSimulator.class.getName());

  @EJB private CardIssuing issuing;

  private Simulation simulation;

  @PostConstruct
  void open() {
    Config config = ConfigProvider.getConfig();
    SimulatorSettings settings =
        SimulatorSettings.read(name -> config.getOptionalValue(name, String.class));
    if (settings.demo()) {
      open(settings, issuing);
    }
  }

  void open(SimulatorSettings settings, CardIssuing cardIssuing) {
    try {
      issuing = cardIssuing;
      simulation = Simulation.open(settings);
      LOG.log(
          Level.WARNING, "DEMO MODE: simulated cards resist nobody who reads {0}", settings.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens with the application, so that a wrong configuration fails the deployment. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    LOG.log(Level.DEBUG, "simulated cards: {0}", isOpen());
  }

  @PreDestroy
  void close() {
    if (simulation != null) {
      try {
        simulation.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the directory of the simulated cards cannot be released", e);
      }
    }
  }

  /** Whether there are simulated cards at all: in demo mode only. */
  public boolean isOpen() {
    return simulation != null;
  }

  public Readers readers() {
    return simulation().readers();
  }

  /**
   * @param currency alphabetic ISO 4217 code
   * @throws ProtocolException {@code message-refused} for an unknown currency, {@code unavailable}
   *     if the card cannot be saved
   */
  public CardNumber issue(String currency) {
    try {
      return simulation().issue(issuing, currency);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "a new simulated card cannot be saved", e);
      throw new ProtocolException(ErrorCode.UNAVAILABLE, "the simulated card cannot be saved");
    }
  }

  private Simulation simulation() {
    if (simulation == null) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    return simulation;
  }
}

package fiveseal.keys;

import jakarta.persistence.EntityManager;
import java.time.Clock;

/** Wires the history by hand, for tests outside a container. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
public final class HistoryWiring {
  private HistoryWiring() {}

  public static ManagerKeyHistory history(EntityManager entities, KeyVault vault, Clock clock) {
    ManagerKeyHistory history = new ManagerKeyHistory();
    history.entities = entities;
    history.vault = vault;
    history.clock = clock;
    return history;
  }
}

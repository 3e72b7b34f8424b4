package fiveseal.keys;

import fiveseal.config.Configuration;
import jakarta.persistence.EntityManager;
import java.time.Clock;

/** Wires the history by hand, for tests outside a container. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
public final class HistoryWiring {
  private HistoryWiring() {}

  public static ManagerKeyHistory history(
      EntityManager entities, VaultRoom room, Configuration configuration, Clock clock) {
    ManagerKeyHistory history = new ManagerKeyHistory();
    history.entities = entities;
    history.vault = room.vault();
    history.custodian = room.custodian();
    history.clock = clock;
    history.masters = new RecordedMasters();
    history.masters.entities = entities;
    history.masters.clock = clock;
    history.successions = new Successions();
    history.successions.entities = entities;
    history.successions.custodian = room.custodian();
    history.successions.configuration = configuration;
    history.successions.clock = clock;
    return history;
  }

  /** A node that looks whether another one has made further keys. */
  public static VaultFollowing following(
      EntityManager entities, VaultRoom room, Configuration configuration, Clock clock) {
    VaultFollowing following = new VaultFollowing();
    following.custodian = room.custodian();
    following.clock = clock;
    following.history = history(entities, room, configuration, clock);
    return following;
  }
}

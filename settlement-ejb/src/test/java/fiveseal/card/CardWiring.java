package fiveseal.card;

import jakarta.persistence.EntityManager;
import java.time.Clock;

/** Beans of cards without a container. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
public final class CardWiring {
  private CardWiring() {}

  /** The register over a transaction's entities. */
  public static CardRegister register(EntityManager entities, Clock clock) {
    CardRegister register = new CardRegister();
    register.entities = entities;
    register.clock = clock;
    return register;
  }
}

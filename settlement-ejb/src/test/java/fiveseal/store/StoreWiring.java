package fiveseal.store;

import jakarta.persistence.EntityManager;
import java.time.Clock;

/** Wires beans of the register by hand, for tests outside a container. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
public final class StoreWiring {
  private StoreWiring() {}

  public static KeyRevocation revocation(EntityManager entities, Clock clock) {
    KeyRevocation revocation = new KeyRevocation();
    revocation.entities = entities;
    revocation.certification = new StoreCertification();
    revocation.certification.entities = entities;
    revocation.clock = clock;
    return revocation;
  }
}

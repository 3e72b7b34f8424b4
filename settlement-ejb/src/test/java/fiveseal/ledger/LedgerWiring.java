package fiveseal.ledger;

import jakarta.persistence.EntityManager;

/** The ledger wired by hand, to read with. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
public final class LedgerWiring {
  private LedgerWiring() {}

  public static Ledger ledger(EntityManager entities) {
    Ledger ledger = new Ledger();
    ledger.entities = entities;
    return ledger;
  }
}

package fiveseal.ledger;

import jakarta.persistence.EntityManager;

/** Balances wired by hand. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
public final class LedgerWiring {
  private LedgerWiring() {}

  public static Balances balances(EntityManager entities) {
    Balances balances = new Balances();
    balances.entities = entities;
    return balances;
  }
}

package fiveseal.store;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Under a mall's roof either somebody registers or it is closed: two transactions that look at each
 * other's rows before these are committed would both find nothing.
 */
@Dependent
public class Roof {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** Until the transaction ends nobody else decides what is under this mall's roof. */
  void lock(String mallId) {
    entities
        .createNativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) as locked")
        .setParameter(1, "roof " + mallId)
        .getSingleResult();
  }
}

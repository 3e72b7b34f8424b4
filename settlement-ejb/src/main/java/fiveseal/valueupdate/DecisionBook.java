package fiveseal.valueupdate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Decisions in the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class DecisionBook {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** Writes a proposal in a transaction of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void propose(Decision decision) {
    entities.persist(decision);
  }

  public Optional<Decision> find(String id) {
    return Optional.ofNullable(entities.find(Decision.class, id));
  }

  /** The decision, its row locked until the caller's transaction ends. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Decision lock(String id) {
    return entities.find(Decision.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  public List<Decision> ofCard(String cardNumber) {
    return entities
        .createQuery(
            "select d from Decision d where d.cardNumber = :card order by d.id", Decision.class)
        .setParameter("card", cardNumber)
        .getResultList();
  }
}

package fiveseal.valueupdate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** What is owed to cards, in the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CreditBook {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void add(Credit credit) {
    entities.persist(credit);
    // What refers to it comes after it.
    entities.flush();
  }

  public Credit find(String id) {
    return entities.find(Credit.class, id);
  }

  /** The credit, its row locked until the caller's transaction ends. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Credit lock(String id) {
    return entities.find(Credit.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** What these cards, one the successor of the other, have not got yet; oldest first. */
  public List<Credit> outstandingOf(List<String> cards) {
    return entities
        .createQuery(
            "select c from Credit c where c.cardNumber in :cards and c.state <> :done"
                + " order by c.id",
            Credit.class)
        .setParameter("cards", cards)
        .setParameter("done", CreditState.DONE)
        .getResultList();
  }

  /** What goes back, or went back, of these settlements. */
  public List<Credit> ofSettlements(List<String> settlements) {
    return settlements.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "select c from Credit c where c.settlementId in :settlements order by c.id",
                Credit.class)
            .setParameter("settlements", settlements)
            .getResultList();
  }
}

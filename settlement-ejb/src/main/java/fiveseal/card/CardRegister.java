package fiveseal.card;

import fiveseal.protocol.CardNumber;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;

/** The cards that were issued, and their commands for whoever reads them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CardRegister {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  /** Adds a new card with counter 1 and balance 0; limits in minor units. */
  public void add(
      CardNumber number, String currency, int keyVersion, long balanceLimit, long amountLimit) {
    entities.persist(
        new Card(number, currency, keyVersion, balanceLimit, amountLimit, clock.instant()));
  }

  /** Every command of a settlement or value update, in the order of issue. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<IssuedCommand> commandsOf(String ownerId) {
    return entities
        .createQuery(
            "select c from IssuedCommand c where c.settlementId = :id or c.updateId = :id"
                + " order by c.id",
            IssuedCommand.class)
        .setParameter("id", ownerId)
        .getResultList();
  }
}

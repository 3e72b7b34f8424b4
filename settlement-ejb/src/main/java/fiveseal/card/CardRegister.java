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

  /** Every command of a card's counter, in the order of issue. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<IssuedCommand> ofCounter(String cardNumber, long counter) {
    return entities
        .createQuery(
            "select c from IssuedCommand c where c.cardNumber = :card and c.counter = :counter"
                + " order by c.id",
            IssuedCommand.class)
        .setParameter("card", cardNumber)
        .setParameter("counter", counter)
        .getResultList();
  }

  /** The cards to which commands of this counter were issued for a settlement or update. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<String> cardsOf(Owner owner, long counter) {
    return entities
        .createQuery(
            "select distinct c.cardNumber from IssuedCommand c where "
                + column(owner)
                + " = :owner and c.counter = :counter",
            String.class)
        .setParameter("owner", owner.id())
        .setParameter("counter", counter)
        .getResultList();
  }

  /** Whether a command for a settlement or update is open on another card than this. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isOpenElsewhere(Owner owner, String cardNumber) {
    return entities
            .createQuery(
                "select count(c) from IssuedCommand c where "
                    + column(owner)
                    + " = :owner and c.cardNumber <> :card and c.state = :open",
                Long.class)
            .setParameter("owner", owner.id())
            .setParameter("card", cardNumber)
            .setParameter("open", CommandState.OPEN)
            .getSingleResult()
        > 0;
  }

  private static String column(Owner owner) {
    return owner.kind() == OwnerKind.SETTLEMENT ? "c.settlementId" : "c.updateId";
  }
}

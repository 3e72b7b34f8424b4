package fiveseal.card;

import fiveseal.protocol.CardNumber;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cards that were issued, and their commands for whoever reads them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CardRegister {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  /** Adds a new card with counter 1 and balance 0; limits in minor units. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void add(
      CardNumber number, String currency, int keyVersion, long balanceLimit, long amountLimit) {
    entities.persist(
        new Card(number, currency, keyVersion, balanceLimit, amountLimit, clock.instant()));
  }

  /** The same of several that a bureau has made, in the caller's transaction. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void addMade(
      List<CardNumber> numbers,
      String currency,
      int keyVersion,
      long balanceLimit,
      long amountLimit) {
    for (CardNumber number : numbers) {
      entities.persist(
          new Card(number, currency, keyVersion, balanceLimit, amountLimit, clock.instant()));
    }
  }

  public Optional<Card> find(String cardNumber) {
    return Optional.ofNullable(entities.find(Card.class, cardNumber));
  }

  /** The card, its row locked until the caller's transaction ends. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Card lock(String cardNumber) {
    return entities.find(Card.class, cardNumber, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Keeps a command, a discrepancy or a late proof in the caller's transaction. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void keep(Object row) {
    entities.persist(row);
  }

  public IssuedCommand command(long id) {
    return entities.find(IssuedCommand.class, id);
  }

  /** Every command of a settlement or value update, in the order of issue. */
  public List<IssuedCommand> commandsOf(String ownerId) {
    return entities
        .createQuery(
            "select c from IssuedCommand c where c.settlementId = :id or c.updateId = :id"
                + " order by c.issuedAt, c.id",
            IssuedCommand.class)
        .setParameter("id", ownerId)
        .getResultList();
  }

  /** Every command of a card's counter, in the order of issue. */
  public List<IssuedCommand> ofCounter(String cardNumber, long counter) {
    return entities
        .createQuery(
            "select c from IssuedCommand c where c.cardNumber = :card and c.counter = :counter"
                + " order by c.issuedAt, c.id",
            IssuedCommand.class)
        .setParameter("card", cardNumber)
        .setParameter("counter", counter)
        .getResultList();
  }

  /** Every command of two counters, which may be the same. */
  public List<IssuedCommand> ofCounters(String cardNumber, long one, long other) {
    List<IssuedCommand> commands = new ArrayList<>(ofCounter(cardNumber, one));
    if (one != other) {
      commands.addAll(ofCounter(cardNumber, other));
    }
    return commands;
  }

  /**
   * Every command of a card whose outcome is not known, by counter.
   *
   * @param fromCounter the card's next: of those before, every outcome is known
   */
  public List<IssuedCommand> openOf(String cardNumber, long fromCounter) {
    return entities
        .createQuery(
            "select c from IssuedCommand c where c.cardNumber = :card and c.counter >= :from"
                + " and c.state = :open order by c.counter, c.issuedAt, c.id",
            IssuedCommand.class)
        .setParameter("card", cardNumber)
        .setParameter("from", fromCounter)
        .setParameter("open", CommandState.OPEN)
        .getResultList();
  }

  /**
   * Every command of a card on which its word is not known, by counter: those that are open, and
   * those that operators decided.
   *
   * @param fromCounter the card's next
   */
  public List<IssuedCommand> awaitedOf(String cardNumber, long fromCounter) {
    return entities
        .createQuery(
            "select c from IssuedCommand c where c.cardNumber = :card and c.counter >= :from"
                + " and (c.state = :open or c.decisionId is not null) order by c.counter, c.issuedAt, c.id",
            IssuedCommand.class)
        .setParameter("card", cardNumber)
        .setParameter("from", fromCounter)
        .setParameter("open", CommandState.OPEN)
        .getResultList();
  }

  /** The cards to which commands of this counter were issued for a settlement or update. */
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

  /** The card and those that it replaces, one after the other. */
  public List<String> lineOf(String cardNumber) {
    List<String> line = new ArrayList<>(List.of(cardNumber));
    for (int i = 0; i < line.size(); i++) {
      line.addAll(
          entities
              .createQuery(
                  "select c.cardNumber from Card c where c.successor = :card", String.class)
              .setParameter("card", line.get(i))
              .getResultList());
    }
    return line;
  }

  public List<Discrepancy> discrepanciesOf(String cardNumber) {
    return entities
        .createQuery(
            "select d from Discrepancy d where d.cardNumber = :card order by d.id",
            Discrepancy.class)
        .setParameter("card", cardNumber)
        .getResultList();
  }

  /** The answers that came after operators had decided, of these commands. */
  public List<LateProof> lateProofsOf(List<IssuedCommand> commands) {
    return entities
        .createQuery("select p from LateProof p where p.commandId in :ids", LateProof.class)
        .setParameter("ids", commands.stream().map(IssuedCommand::id).toList())
        .getResultList();
  }

  private static String column(Owner owner) {
    return owner.kind() == OwnerKind.SETTLEMENT ? "c.settlementId" : "c.updateId";
  }
}

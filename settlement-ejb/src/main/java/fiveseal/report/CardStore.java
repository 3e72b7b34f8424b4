package fiveseal.report;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Asks the database about cards, and gives them the references by which they are asked for. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class CardStore {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** Rows of {@link CardQueries#FOUND}, behind a card number. */
  public List<?> found(String lastFour, String behind, int limit) {
    entities
        .createNativeQuery(CardQueries.NAME_FOUND)
        .setParameter(1, lastFour)
        .setParameter(2, behind)
        .setParameter(3, limit)
        .executeUpdate();
    return entities
        .createNativeQuery(CardQueries.FOUND)
        .setParameter(1, lastFour)
        .setParameter(2, behind)
        .setParameter(3, limit)
        .getResultList();
  }

  /** The number of the card that a reference names. */
  public Optional<String> number(String reference) {
    return text(CardQueries.NUMBER, reference);
  }

  /** The reference of a card that exists; made now if it has none. */
  public String reference(String cardNumber) {
    return text(CardQueries.REFERENCE, cardNumber)
        .orElseGet(
            () -> {
              entities
                  .createNativeQuery(CardQueries.NAME)
                  .setParameter(1, cardNumber)
                  .executeUpdate();
              return text(CardQueries.REFERENCE, cardNumber).orElseThrow(OperatorsOnly::nothing);
            });
  }

  /** The number of the card that a settlement or value update is bound to. */
  public Optional<String> ofSubject(String id) {
    return text(CardQueries.OF_SUBJECT, id);
  }

  /** When a card was issued, its successor's number, its account's number. */
  public Object[] rest(String cardNumber) {
    return (Object[])
        entities.createNativeQuery(CardQueries.REST).setParameter(1, cardNumber).getSingleResult();
  }

  /** Rows of {@link CardQueries#OWED}. */
  public List<?> owed(String cardNumber) {
    return entities.createNativeQuery(CardQueries.OWED).setParameter(1, cardNumber).getResultList();
  }

  /** Rows of {@link CardQueries#HISTORY}. */
  public List<?> history(String cardNumber, long below, int limit) {
    return entities
        .createNativeQuery(CardQueries.HISTORY)
        .setParameter(1, cardNumber)
        .setParameter(2, below)
        .setParameter(3, limit)
        .getResultList();
  }

  /** Rows of {@link CardQueries#WAITING}. */
  public List<?> waiting(String behind, int limit) {
    return entities
        .createNativeQuery(CardQueries.WAITING)
        .setParameter(1, behind)
        .setParameter(2, limit)
        .getResultList();
  }

  private Optional<String> text(String query, String parameter) {
    List<?> found = entities.createNativeQuery(query).setParameter(1, parameter).getResultList();
    return found.stream().map(String.class::cast).findFirst();
  }
}

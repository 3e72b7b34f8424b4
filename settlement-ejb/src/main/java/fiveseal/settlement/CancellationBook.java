package fiveseal.settlement;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The stores' cancellations in the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class CancellationBook {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /**
   * Lets a request and its cancellation that come at the same time see each other: until the
   * transaction ends nobody else passes here for the same request.
   */
  public void holdBack(String storeId, String requestId) {
    entities
        .createNativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) as locked")
        .setParameter(1, storeId + ' ' + requestId)
        .getResultList();
  }

  public void add(StoredCancellation cancellation) {
    entities.persist(cancellation);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<StoredCancellation> find(String storeId, String requestId) {
    return Optional.ofNullable(
        entities.find(StoredCancellation.class, new StoredCancellation.Key(storeId, requestId)));
  }
}

package fiveseal.settlement;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Deliveries of message 3 in the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeliveryStore {
  private static final Duration CLAIM = Duration.ofMinutes(1);

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<Delivery> find(String settlementId) {
    return Optional.ofNullable(entities.find(Delivery.class, settlementId));
  }

  /** Takes what is due for a minute, so that no other node tries the same at the same time. */
  public List<String> claimDue(int limit, Instant now) {
    List<?> claimed =
        entities
            .createNativeQuery(
                "update delivery set next_attempt_at = ? where settlement_id in ("
                    + "select settlement_id from delivery where acknowledged_at is null"
                    + " and next_attempt_at <= ? order by next_attempt_at"
                    + " limit ? for update skip locked) returning settlement_id")
            .setParameter(1, now.plus(CLAIM).atOffset(ZoneOffset.UTC))
            .setParameter(2, now.atOffset(ZoneOffset.UTC))
            .setParameter(3, limit)
            .getResultList();
    return claimed.stream().map(String.class::cast).toList();
  }

  public void acknowledged(String settlementId, String outcome, Instant now) {
    lock(settlementId).acknowledged(outcome, now);
  }

  public void failed(String settlementId, String outcome, Instant now) {
    lock(settlementId).failed(outcome, now);
  }

  private Delivery lock(String settlementId) {
    return entities.find(Delivery.class, settlementId, LockModeType.PESSIMISTIC_WRITE);
  }
}

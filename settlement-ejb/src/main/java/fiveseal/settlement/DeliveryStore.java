package fiveseal.settlement;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.store.EndpointStated;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Deliveries of message 3 in the database, and the log of their attempts. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeliveryStore {
  /** So long a claim keeps others away; longer than an attempt takes with all that waits for it. */
  static final Duration CLAIM = Duration.ofMinutes(2);

  /** The stores that wait for something, by steps through the index and not row by row. */
  private static final String WAITING_STORES =
      "with recursive waiting (store_id) as ("
          + "(select store_id from delivery where acknowledged_at is null"
          + " order by store_id limit 1)"
          + " union all select (select d.store_id from delivery d where d.acknowledged_at is null"
          + " and d.store_id > w.store_id order by d.store_id limit 1)"
          + " from waiting w where w.store_id is not null)"
          + " select w.store_id from waiting w where w.store_id is not null and exists ("
          + "select 1 from delivery d where d.acknowledged_at is null"
          + " and d.store_id = w.store_id and d.next_attempt_at <= ?1) order by 1";

  private static final String CLAIM_DUE =
      "update delivery set next_attempt_at = ?1 where settlement_id in ("
          + "select settlement_id from delivery where acknowledged_at is null"
          + " and store_id = ?2 and next_attempt_at <= ?3 order by next_attempt_at"
          + " limit ?4 for update skip locked) returning settlement_id";

  /** Locks in one order, so that two statements of a store do not wait for each other. */
  private static final String MAKE_DUE =
      "update delivery set next_attempt_at = ?1 where settlement_id in ("
          + "select settlement_id from delivery where acknowledged_at is null"
          + " and store_id = ?2 order by settlement_id for update)";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<Delivery> find(String settlementId) {
    return Optional.ofNullable(entities.find(Delivery.class, settlementId));
  }

  /**
   * The stores that something is due for, in a transaction of its own: the container runs a timer
   * in one, and gives the timer up when that is marked for rollback, whatever the timer caught.
   */
  public List<String> storesWithDue(Instant now) {
    return texts(
        entities.createNativeQuery(WAITING_STORES).setParameter(1, at(now)).getResultList());
  }

  /**
   * Takes what is due for a store, longest due first, for two minutes, so that no other node tries
   * the same at the same time. What a stopped node had claimed is due again after them.
   *
   * @param limit at least 1
   */
  public List<String> claimDue(String storeId, int limit, Instant now) {
    return texts(
        entities
            .createNativeQuery(CLAIM_DUE)
            .setParameter(1, at(now.plus(CLAIM)))
            .setParameter(2, storeId)
            .setParameter(3, at(now))
            .setParameter(4, limit)
            .getResultList());
  }

  /** An attempt was acknowledged. */
  public void acknowledged(DeliveryTask task, String outcome, Instant now) {
    lock(task.settlementId()).acknowledged(outcome, now);
    log(task.settlementId(), task.cause(), outcome, true, now);
  }

  /** An attempt was not acknowledged: it stays due. */
  public void failed(DeliveryTask task, String outcome, Instant now) {
    Instant completedAt =
        entities.find(Settlement.class, task.settlementId()).completedAt().orElse(now);
    lock(task.settlementId()).failed(outcome, completedAt, now);
    log(task.settlementId(), task.cause(), outcome, false, now);
  }

  /** Nothing can be tried before the store states an endpoint. */
  public void hasNoEndpoint(String settlementId, Instant now) {
    lock(settlementId).hasNoEndpoint(now);
  }

  /** The store's receipt came, which acknowledges too; the caller's transaction decides. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void receipted(String settlementId, Instant now) {
    lock(settlementId).acknowledged("receipt", now);
    log(settlementId, DeliveryCause.RECEIPT, "receipt", true, now);
  }

  /** Logs that the store fetched message 3, the first time only. */
  public void fetched(String settlementId, Instant now) {
    if (!isFetched(settlementId)) {
      lock(settlementId);
      if (!isFetched(settlementId)) {
        log(settlementId, DeliveryCause.FETCH, "fetched", false, now);
      }
    }
  }

  private boolean isFetched(String settlementId) {
    return entities
            .createQuery(
                "select count(a) from DeliveryAttempt a where a.settlementId = :settlement"
                    + " and a.cause = :cause",
                Long.class)
            .setParameter("settlement", settlementId)
            .setParameter("cause", DeliveryCause.FETCH)
            .getSingleResult()
        > 0;
  }

  /**
   * Makes a delivery due for whoever asks: it is claimed for the caller, who tries at once.
   *
   * @return to which store
   * @throws ProtocolException {@code not-found} if nothing of this id was completed
   */
  public String wantAgain(String settlementId, Instant now) {
    Delivery delivery = lock(settlementId);
    if (delivery == null) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "there is no such delivery");
    }
    delivery.wantedAgain(now.plus(CLAIM));
    return delivery.storeId();
  }

  /** What a store has not acknowledged is due at once when it states where to; with its word. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void endpointStated(@Observes EndpointStated stated) {
    entities
        .createNativeQuery(MAKE_DUE)
        .setParameter(1, at(clock.instant()))
        .setParameter(2, stated.storeId())
        .executeUpdate();
  }

  /** The attempts of a delivery, oldest first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<DeliveryAttempt> attempts(String settlementId) {
    return entities
        .createQuery(
            "select a from DeliveryAttempt a where a.settlementId = :id order by a.attemptedAt, a.id",
            DeliveryAttempt.class)
        .setParameter("id", settlementId)
        .getResultList();
  }

  /**
   * By keyset: what no store has acknowledged, oldest settlement first; or what one has, newest
   * first.
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Delivery> list(boolean acknowledged, Optional<String> after, int limit) {
    String query =
        "select d from Delivery d where d.acknowledgedAt is "
            + (acknowledged ? "not null" : "null")
            + after
                .map(id -> " and d.settlementId " + (acknowledged ? "<" : ">") + " :after")
                .orElse("")
            + " order by d.settlementId"
            + (acknowledged ? " desc" : "");
    var typed = entities.createQuery(query, Delivery.class).setMaxResults(limit);
    after.ifPresent(id -> typed.setParameter("after", id));
    return typed.getResultList();
  }

  private void log(
      String settlementId, DeliveryCause cause, String outcome, boolean acknowledged, Instant now) {
    entities.persist(new DeliveryAttempt(settlementId, cause, outcome, acknowledged, now));
  }

  private Delivery lock(String settlementId) {
    return entities.find(Delivery.class, settlementId, LockModeType.PESSIMISTIC_WRITE);
  }

  private static List<String> texts(List<?> rows) {
    return rows.stream().map(String.class::cast).toList();
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}

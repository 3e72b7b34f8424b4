package fiveseal.settlement;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.Seal;
import fiveseal.audit.StoredMessage;
import fiveseal.manager.SettlementFilter;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settlements in the database, and the transactions that touch no card. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SettlementStore {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject EvidenceStore evidence;
  @Inject CancellationBook cancellations;
  @Inject DeliveryStore deliveries;

  public Optional<Settlement> find(String id) {
    return Optional.ofNullable(entities.find(Settlement.class, id));
  }

  public Optional<Settlement> find(String storeId, String requestId) {
    return entities
        .createQuery(
            "select s from Settlement s where s.storeId = :store and s.requestId = :request",
            Settlement.class)
        .setParameter("store", storeId)
        .setParameter("request", requestId)
        .getResultStream()
        .findFirst();
  }

  /** Message 1 of a settlement that exists. */
  public StoredMessage request(String id) {
    return evidence.find(Seal.REQUEST, id).orElseThrow();
  }

  /** Writes a new settlement in a transaction of its own; gives the state that it begins with. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public SettlementState create(String id, Signed<SettlementRequest> request, Instant now) {
    write(id, request, now);
    return held(id).stateAtCreation();
  }

  /** Writes a new settlement in the caller's transaction. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void write(String id, Signed<SettlementRequest> request, Instant now) {
    String storeId = request.message().iss();
    String requestId = request.message().requestId();
    cancellations.holdBack(storeId, requestId);
    Settlement settlement = new Settlement(id, request.message(), now);
    if (cancellations.find(storeId, requestId).isPresent()) {
      // Before it is written: the first lock of a row forgets what is not.
      settlement.cancelledBefore();
    }
    entities.persist(settlement);
    for (int i = 0; i < request.message().lines().size(); i++) {
      entities.persist(new SettlementLineRow(id, i + 1, request.message().lines().get(i)));
    }
    // Its unique constraint speaks now, while the caller can still tell why.
    entities.flush();
    evidence.keep(Seal.REQUEST, id, request.compact(), now);
  }

  /** The settlement, its row locked until the caller's transaction ends. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Settlement lock(String id) {
    return entities.find(Settlement.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The settlement whose row the caller's transaction has locked. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Settlement held(String id) {
    return entities.find(Settlement.class, id);
  }

  /** Settlements that have outlived their time and do not say so yet, longest past first. */
  public List<String> outlived(Instant now, int limit) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select settlement_id from settlement where state in ('REQUESTED', 'ISSUED')"
                    + " and expires_at <= ? order by expires_at limit ?")
            .setParameter(1, now.atOffset(ZoneOffset.UTC))
            .setParameter(2, limit)
            .getResultList();
    return ids.stream().map(String.class::cast).toList();
  }

  /** Writes a checked receipt; false if there is one already. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean receipt(String id, Signed<SettlementReceipt> receipt, Instant now) {
    Settlement settlement = lock(id);
    if (settlement.stateAt(now) == SettlementState.RECEIPTED) {
      return false;
    }
    settlement.happen(SettlementEvent.RECEIPT, now);
    evidence.keep(Seal.RECEIPT, id, receipt.compact(), now);
    deliveries.receipted(id, now);
    return true;
  }

  /** Newest first; the state is compared as of now. */
  public List<Settlement> list(String storeId, SettlementFilter filter, Instant now) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    StringBuilder query = new StringBuilder("select s from Settlement s where s.storeId = :store");
    parameters.put("store", storeId);
    filter
        .requestId()
        .ifPresent(id -> add(query, parameters, " and s.requestId = :request", "request", id));
    filter.after().ifPresent(id -> add(query, parameters, " and s.id < :after", "after", id));
    filter
        .from()
        .ifPresent(t -> add(query, parameters, " and s.createdAt >= :start", "start", time(t)));
    filter
        .to()
        .ifPresent(t -> add(query, parameters, " and s.createdAt < :finish", "finish", time(t)));
    filter.state().ifPresent(state -> StateFilter.add(query, parameters, state, now));
    query.append(" order by s.id desc");
    TypedQuery<Settlement> typed =
        entities.createQuery(query.toString(), Settlement.class).setMaxResults(filter.limit() + 1);
    parameters.forEach(typed::setParameter);
    return typed.getResultList();
  }

  private static void add(
      StringBuilder query,
      Map<String, Object> parameters,
      String condition,
      String name,
      Object value) {
    query.append(condition);
    parameters.put(name, value);
  }

  private static Object time(long seconds) {
    return Instant.ofEpochSecond(Math.min(seconds, 253_402_300_799L)).atOffset(ZoneOffset.UTC);
  }

  /** The lines of many settlements by one query. */
  public Map<String, List<SettlementLineRow>> lines(List<String> ids) {
    Map<String, List<SettlementLineRow>> lines = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      entities
          .createQuery(
              "select l from SettlementLineRow l where l.settlementId in :ids"
                  + " order by l.settlementId, l.lineNo",
              SettlementLineRow.class)
          .setParameter("ids", ids)
          .getResultList()
          .forEach(
              line ->
                  lines.computeIfAbsent(line.settlementId(), id -> new ArrayList<>()).add(line));
    }
    return lines;
  }
}

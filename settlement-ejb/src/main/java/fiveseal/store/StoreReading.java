package fiveseal.store;

import fiveseal.ledger.AccountKind;
import fiveseal.ledger.Balances;
import fiveseal.manager.StoreBalance;
import fiveseal.manager.StoreState;
import fiveseal.manager.StoreView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together all that is known of a store; who may see it was asked before. */
@Dependent
public class StoreReading {
  private static final int OPEN_MAX = 50;

  /** By the indexes of what is open, which are small; then the lines by their key. */
  private static final String OPEN =
      "SELECT s.settlement_id, s.state, s.created_at FROM settlement s"
          + " WHERE (s.state IN ('REQUESTED', 'ISSUED') OR s.state = 'IN_DOUBT')"
          + " AND (s.store_id = ?1 OR EXISTS (SELECT 1 FROM settlement_line l"
          + "  WHERE l.settlement_id = s.settlement_id AND l.store_id = ?1))"
          + " ORDER BY s.settlement_id LIMIT ?2";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject StoreEdits edits;
  @Inject CompletionEndpoints endpoints;
  @Inject Balances balances;

  StoreView view(String storeId, Instant now) {
    Store store = entities.find(Store.class, storeId);
    Standing standing = edits.standing(store);
    List<StoreView.Contract> contracts = contracts(store);
    return new StoreView(
        storeId,
        standing.version(),
        standing.name(),
        store.mallId(),
        standing.state(),
        standing.state() == StoreState.SUSPENDED && edits.isSuspendedByOperator(storeId),
        store.registeredAt(),
        now,
        contracts,
        inForce(contracts, now),
        keys(storeId, now),
        requests(storeId),
        invitations(storeId, now),
        endpoints.of(storeId).map(URI::toString),
        balances(storeId),
        open(storeId),
        history(storeId));
  }

  private List<StoreView.Contract> contracts(Store store) {
    List<StoreView.Contract> contracts = new ArrayList<>();
    contracts.add(
        new StoreView.Contract(
            1,
            store.registeredAt(),
            store.terms().commissionPerMille(),
            store.terms().feePerMille(),
            Optional.empty(),
            store.registeredAt()));
    entities
        .createQuery(
            "select c from StoreContract c where c.key.storeId = :store order by c.key.version",
            StoreContract.class)
        .setParameter("store", store.storeId())
        .getResultList()
        .forEach(contract -> contracts.add(contract.view()));
    return contracts;
  }

  private static StoreView.Contract inForce(List<StoreView.Contract> contracts, Instant now) {
    StoreView.Contract found = contracts.get(0);
    for (StoreView.Contract contract : contracts) {
      if (!contract.effectiveFrom().isAfter(now)) {
        found = contract;
      }
    }
    return found;
  }

  private List<StoreView.Key> keys(String storeId, Instant now) {
    return entities
        .createQuery(
            "select k from StoreKey k where k.storeId = :store order by k.enrolledAt desc",
            StoreKey.class)
        .setParameter("store", storeId)
        .getResultList()
        .stream()
        .map(key -> key.view(now))
        .toList();
  }

  private List<StoreView.KeyRequest> requests(String storeId) {
    return entities
        .createQuery(
            "select r from KeyRequest r where r.storeId = :store" + " order by r.requestedAt desc",
            KeyRequest.class)
        .setParameter("store", storeId)
        .setMaxResults(OPEN_MAX)
        .getResultList()
        .stream()
        .sorted((a, b) -> Boolean.compare(b.isPending(), a.isPending()))
        .map(KeyRequest::view)
        .toList();
  }

  private List<StoreView.OpenInvitation> invitations(String storeId, Instant now) {
    OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
    return entities
        .createQuery(
            "select i from StoreInvitation i where i.storeId = :store and i.spentAt is null"
                + " and i.expiresAt > :now order by i.madeAt",
            StoreInvitation.class)
        .setParameter("store", storeId)
        .setParameter("now", time)
        .getResultList()
        .stream()
        .map(StoreInvitation::view)
        .toList();
  }

  private List<StoreBalance> balances(String storeId) {
    return balances.ofOwner(AccountKind.STORE, storeId).entrySet().stream()
        .map(each -> new StoreBalance(each.getKey(), each.getValue()))
        .toList();
  }

  private List<StoreView.OpenSettlement> open(String storeId) {
    List<?> rows =
        entities
            .createNativeQuery(OPEN)
            .setParameter(1, storeId)
            .setParameter(2, OPEN_MAX)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new StoreView.OpenSettlement(
                    (String) row[0], (String) row[1], Columns.time(row[2])))
        .toList();
  }

  private List<StoreView.Edit> history(String storeId) {
    return entities
        .createQuery(
            "select e from StoreEdit e where e.key.storeId = :store order by e.key.version desc",
            StoreEdit.class)
        .setParameter("store", storeId)
        .getResultList()
        .stream()
        .map(StoreEdit::view)
        .toList();
  }
}

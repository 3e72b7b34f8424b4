package fiveseal.store;

import fiveseal.manager.StoreState;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who sells under which contract. What is registered does not change, so it is read once per node.
 * Contracts begin some minutes after they were made, so that they are kept and read again in time
 * ({@link ContractHistory}). Whether a store sells is asked of the database each time, so that a
 * suspension counts on every node from its commit on.
 */
@ApplicationScoped
public class Contracts {
  private final Map<String, Store> known = new ConcurrentHashMap<>();
  private final Map<String, ContractHistory> histories = new ConcurrentHashMap<>();

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  /**
   * Whether a request signed by {@code mallId} may have a line of {@code lineStore}: its own, or of
   * a lower store under contract with it.
   */
  public boolean mayCarry(String mallId, String lineStore) {
    return find(lineStore)
        .map(line -> line.mallId().orElse(line.storeId()).equals(mallId))
        .orElse(false);
  }

  /**
   * Stops new payments to stores that are suspended or closed.
   *
   * @throws ProtocolException {@code message-refused} if one of them does not sell now
   */
  public void requireSelling(List<String> stores) {
    List<Object[]> edited =
        entities
            .createQuery(
                "select s.storeId, s.state from StoreStanding s where s.storeId in :stores",
                Object[].class)
            .setParameter("stores", stores)
            .getResultList();
    for (Object[] row : edited) {
      if (row[1] != StoreState.ACTIVE) {
        String state = ((StoreState) row[1]).name().toLowerCase(Locale.ROOT);
        throw ProtocolException.refused("the store " + row[0] + " is " + state);
      }
    }
  }

  /**
   * What is taken off the store's sales.
   *
   * @param at when message 1 was first received
   * @throws ProtocolException {@code message-refused} if there is no such store
   */
  public Terms terms(String storeId, Instant at) {
    ContractHistory history = histories.get(storeId);
    if (history == null || !history.tells(at, clock.instant())) {
      history = read(storeId);
      histories.put(storeId, history);
    }
    return history.at(at);
  }

  /** The contracts as of now in the database, whatever is kept. */
  ContractHistory read(String storeId) {
    Store store =
        find(storeId)
            .orElseThrow(() -> ProtocolException.refused("there is no such store: " + storeId));
    // The time first: what is committed after it may be missing.
    Instant readAt = clock.instant();
    List<StoreContract> changes =
        entities
            .createQuery(
                "select c from StoreContract c where c.key.storeId = :store"
                    + " order by c.key.version",
                StoreContract.class)
            .setParameter("store", storeId)
            .getResultList();
    return new ContractHistory(store.terms(), List.copyOf(changes), readAt);
  }

  /** The mall of a lower store; empty for a mall, an independent or an unknown store. */
  public Optional<String> mallOf(String lowerStore) {
    return find(lowerStore).flatMap(Store::mallId);
  }

  /**
   * What holders are shown; empty for an unknown store.
   *
   * @param at when the payment was asked for: a new name says nothing about what was before
   */
  public Optional<String> nameOf(String storeId, Instant at) {
    List<String> given =
        entities
            .createQuery(
                "select e.name from StoreEdit e where e.key.storeId = :store"
                    + " and e.editedAt <= :at order by e.key.version desc",
                String.class)
            .setParameter("store", storeId)
            .setParameter("at", at.atOffset(ZoneOffset.UTC))
            .setMaxResults(1)
            .getResultList();
    return given.stream().findFirst().or(() -> find(storeId).map(Store::name));
  }

  Optional<Store> find(String storeId) {
    Store store = known.get(storeId);
    if (store != null) {
      return Optional.of(store);
    }
    Store read = entities.find(Store.class, storeId);
    if (read != null) {
      known.put(storeId, read);
    }
    return Optional.ofNullable(read);
  }
}

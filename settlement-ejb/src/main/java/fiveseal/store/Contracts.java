package fiveseal.store;

import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who sells under which contract. What is registered does not change, so it is read once per node;
 * what is not registered is looked up every time.
 */
@ApplicationScoped
public class Contracts {
  private final Map<String, Store> known = new ConcurrentHashMap<>();

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

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
   * What is taken off the store's sales.
   *
   * @throws ProtocolException {@code message-refused} if there is no such store
   */
  public Terms terms(String storeId) {
    return find(storeId)
        .map(Store::terms)
        .orElseThrow(() -> ProtocolException.refused("there is no such store: " + storeId));
  }

  /** The mall of a lower store; empty for a mall, an independent or an unknown store. */
  public Optional<String> mallOf(String lowerStore) {
    return find(lowerStore).flatMap(Store::mallId);
  }

  /** What holders are shown; empty for an unknown store. */
  public Optional<String> nameOf(String storeId) {
    return find(storeId).map(Store::name);
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

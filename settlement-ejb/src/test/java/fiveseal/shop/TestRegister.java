package fiveseal.shop;

import fiveseal.manager.MallStore;
import fiveseal.manager.MallStores;
import fiveseal.manager.Selling;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The manager's register as far as a shop sees it; a test edits it. */
final class TestRegister implements MallStores {
  private final Map<String, MallStore> stores = new ConcurrentHashMap<>();

  /** Adds a lower store, or changes it. */
  void put(String mallId, String storeId, String name, Selling selling) {
    stores.put(storeId, new MallStore(storeId, mallId, name, selling));
  }

  @Override
  public List<MallStore> of(String mallId) {
    return stores.values().stream()
        .filter(store -> store.mallId().equals(mallId))
        .sorted(Comparator.comparing(MallStore::name).thenComparing(MallStore::storeId))
        .toList();
  }

  @Override
  public Optional<MallStore> find(String storeId) {
    return Optional.ofNullable(stores.get(storeId));
  }
}

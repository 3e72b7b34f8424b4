package fiveseal.shop;

import fiveseal.manager.MallStore;
import fiveseal.manager.MallStores;
import fiveseal.manager.Selling;
import fiveseal.manager.Tenant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The lower stores that somebody may see, as the manager's register had them when this was made: it
 * serves one piece of work and is not kept.
 */
final class StoreRoll {
  private final Map<String, MallStore> byId = new LinkedHashMap<>();

  private StoreRoll(Collection<MallStore> stores) {
    stores.forEach(store -> byId.put(store.storeId(), store));
  }

  static StoreRoll ofMall(MallStores register, String mallId) {
    return new StoreRoll(register.of(mallId));
  }

  /** What a tenant may see; the operator has no shop. */
  static StoreRoll of(MallStores register, Tenant tenant) {
    return switch (tenant.kind()) {
      case OPERATOR -> new StoreRoll(List.of());
      case STORE -> ofMall(register, tenant.storeId().orElseThrow());
      case LOWER_STORE ->
          new StoreRoll(register.find(tenant.storeId().orElseThrow()).stream().toList());
    };
  }

  /** By name. */
  Collection<MallStore> all() {
    return byId.values();
  }

  Optional<MallStore> find(String storeId) {
    return Optional.ofNullable(byId.get(storeId));
  }

  /** A store that is not in the register has no other name than its id. */
  String name(String storeId) {
    return find(storeId).map(MallStore::name).orElse(storeId);
  }

  boolean sells(String storeId) {
    return find(storeId).map(store -> store.selling() == Selling.SELLS).orElse(false);
  }

  /** The ids of those that sell. */
  String[] selling() {
    return byId.keySet().stream().filter(this::sells).toArray(String[]::new);
  }

  /** The ids of those in whose name a text stands, in whatever case. */
  String[] named(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return byId.values().stream()
        .filter(store -> store.name().toLowerCase(Locale.ROOT).contains(wanted))
        .map(MallStore::storeId)
        .toArray(String[]::new);
  }
}

package fiveseal.shop;

import fiveseal.manager.MallStore;
import fiveseal.manager.shop.LowerStore;
import fiveseal.manager.shop.StoreDraft;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the mall wants its shop to show of its lower stores. There is a row as soon as something of
 * a store's is kept; a store without one is shown, and nothing is said about it.
 */
final class LowerStoreTable {
  private LowerStoreTable() {}

  /** All of a roll, by name. */
  static List<LowerStore> of(ShopDatabase.Session session, StoreRoll roll) throws SQLException {
    String[] ids = roll.all().stream().map(MallStore::storeId).toArray(String[]::new);
    Map<String, Kept> kept =
        session
            .list(
                "SELECT store_id, description, shown, version FROM shop.lower_store"
                    + " WHERE store_id = ANY (?)",
                row ->
                    new Kept(
                        row.getString("store_id"),
                        row.getString("description"),
                        row.getBoolean("shown"),
                        row.getInt("version")),
                (Object) ids)
            .stream()
            .collect(Collectors.toMap(Kept::storeId, Function.identity()));
    return roll.all().stream()
        .map(store -> kept.getOrDefault(store.storeId(), Kept.nothing(store)).of(store))
        .toList();
  }

  /** Makes the row that what is kept of a store points at. */
  static void require(ShopDatabase.Session session, MallStore store) throws SQLException {
    session.update(
        "INSERT INTO shop.lower_store (store_id, mall_id, description) VALUES (?, ?, '')"
            + " ON CONFLICT (store_id) DO NOTHING",
        store.storeId(),
        store.mallId());
  }

  /** How many rows it changed: none if they have another version by now. */
  static int update(ShopDatabase.Session session, MallStore store, int version, StoreDraft draft)
      throws SQLException {
    return session.update(
        "UPDATE shop.lower_store SET description = ?, shown = ?, version = version + 1,"
            + " changed_at = clock_timestamp() WHERE store_id = ? AND mall_id = ? AND version = ?",
        draft.description(),
        draft.shown(),
        store.storeId(),
        store.mallId(),
        version);
  }

  /** A row. */
  private record Kept(String storeId, String description, boolean shown, int version) {
    static Kept nothing(MallStore store) {
      return new Kept(store.storeId(), "", true, 1);
    }

    LowerStore of(MallStore store) {
      return new LowerStore(storeId, store.name(), description, shown, store.selling(), version);
    }
  }
}

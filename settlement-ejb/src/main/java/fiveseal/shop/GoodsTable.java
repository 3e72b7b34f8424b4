package fiveseal.shop;

import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodState;
import fiveseal.manager.shop.GoodsFilter;
import fiveseal.manager.shop.GoodsPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How goods are read, for whoever may see them. */
final class GoodsTable {
  static final String GOOD_COLUMNS =
      "g.good_id, g.store_id, s.shown, g.name, g.description, g.price_minor,"
          + " g.currency, g.picture, g.state, g.version";
  private static final String GOOD =
      "SELECT "
          + GOOD_COLUMNS
          + " FROM shop.good g JOIN shop.lower_store s ON s.store_id = g.store_id";

  private GoodsTable() {}

  static GoodsPage page(
      ShopDatabase.Session session, Conditions whose, GoodsFilter filter, StoreRoll roll)
      throws SQLException {
    filter.storeId().ifPresent(store -> whose.and("g.store_id = ?", store));
    filter.after().ifPresent(after -> whose.and("g.good_id > ?", after));
    filter
        .text()
        .map(SearchGrams::ofSearch)
        .filter(grams -> grams.length > 0)
        .ifPresent(grams -> whose.and("g.grams @> ?", (Object) grams));
    List<Good> found =
        session.list(
            GOOD + whose + " ORDER BY g.good_id LIMIT ?",
            row -> good(row, roll),
            whose.values(filter.limit() + 1));
    if (found.size() <= filter.limit()) {
      return new GoodsPage(found, Optional.empty());
    }
    List<Good> page = found.subList(0, filter.limit());
    return new GoodsPage(page, Optional.of(page.get(page.size() - 1).goodId()));
  }

  static Optional<Good> good(
      ShopDatabase.Session session, Conditions whose, String goodId, StoreRoll roll)
      throws SQLException {
    whose.and("g.good_id = ?", goodId);
    return session.one(GOOD + whose, row -> good(row, roll), whose.values());
  }

  static Good good(ResultSet row, StoreRoll roll) throws SQLException {
    String storeId = row.getString("store_id");
    return new Good(
        row.getString("good_id"),
        storeId,
        roll.name(storeId),
        row.getBoolean("shown") && roll.sells(storeId),
        row.getString("name"),
        row.getString("description"),
        row.getLong("price_minor"),
        row.getString("currency"),
        Optional.ofNullable(row.getString("picture")),
        GoodState.valueOf(row.getString("state")),
        row.getInt("version"));
  }
}

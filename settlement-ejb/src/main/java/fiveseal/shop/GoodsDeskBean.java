package fiveseal.shop;

import fiveseal.manager.Tenant;
import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodDraft;
import fiveseal.manager.shop.GoodsDesk;
import fiveseal.manager.shop.GoodsFilter;
import fiveseal.manager.shop.GoodsPage;
import fiveseal.manager.shop.LowerStore;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Keeps lower stores and goods for those whose they are. Transactions are the bean's own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GoodsDeskBean implements GoodsDesk {
  @Resource(lookup = "java:app/jdbc/mall")
  private DataSource shop;

  /** For the container. */
  public GoodsDeskBean() {}

  GoodsDeskBean(DataSource shop) {
    this.shop = shop;
  }

  @Override
  public List<LowerStore> stores(Tenant tenant) {
    return records().inTransaction(session -> GoodsTable.stores(session, Conditions.of(tenant)));
  }

  @Override
  public LowerStore putStore(Tenant tenant, LowerStore store) {
    if (tenant.kind() != Tenant.Kind.STORE) {
      throw notFound();
    }
    DraftRules.check(store);
    if (tenant.storeId().orElseThrow().equals(store.storeId())) {
      throw ProtocolException.refused("a mall is no lower store of its own");
    }
    return records().inTransaction(session -> putStore(session, tenant, store));
  }

  private static LowerStore putStore(ShopDatabase.Session session, Tenant tenant, LowerStore store)
      throws SQLException {
    String mallId = tenant.storeId().orElseThrow();
    int written =
        store.version() == 0
            ? session.update(
                "INSERT INTO shop.lower_store (store_id, mall_id, name, description, shown)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (store_id) DO NOTHING",
                store.storeId(),
                mallId,
                store.name(),
                store.description(),
                store.shown())
            : session.update(
                "UPDATE shop.lower_store SET name = ?, description = ?, shown = ?,"
                    + " version = version + 1, changed_at = clock_timestamp()"
                    + " WHERE store_id = ? AND mall_id = ? AND version = ?",
                store.name(),
                store.description(),
                store.shown(),
                store.storeId(),
                mallId,
                store.version());
    List<LowerStore> now =
        GoodsTable.stores(session, Conditions.of(tenant).and("s.store_id = ?", store.storeId()));
    if (now.isEmpty()) {
      throw notFound();
    }
    requireWritten(written);
    return now.get(0);
  }

  @Override
  public GoodsPage goods(Tenant tenant, GoodsFilter filter) {
    return records()
        .inTransaction(session -> GoodsTable.page(session, Conditions.of(tenant), filter));
  }

  @Override
  public Good good(Tenant tenant, String goodId) {
    return records().inTransaction(session -> own(session, tenant, goodId));
  }

  @Override
  public Good put(Tenant tenant, String storeId, String goodId, int version, GoodDraft draft) {
    DraftRules.check(goodId, draft);
    return records()
        .inTransaction(session -> write(session, tenant, storeId, goodId, version, draft));
  }

  @Override
  public Good put(
      Tenant tenant, String storeId, String goodId, int version, GoodDraft draft, byte[] file) {
    DraftRules.check(goodId, draft);
    Pixels.Drawn drawn = Pixels.redraw(file);
    return records()
        .inTransaction(
            session -> {
              Good now = write(session, tenant, storeId, goodId, version, draft);
              return give(session, tenant, goodId, now.version(), drawn);
            });
  }

  private static Good write(
      ShopDatabase.Session session,
      Tenant tenant,
      String storeId,
      String goodId,
      int version,
      GoodDraft draft)
      throws SQLException {
    if (GoodsTable.stores(session, Conditions.of(tenant).and("s.store_id = ?", storeId))
        .isEmpty()) {
      throw notFound();
    }
    int written =
        version == 0
            ? insert(session, storeId, goodId, draft)
            : update(session, storeId, goodId, version, draft);
    Good now = own(session, tenant, goodId);
    requireWritten(written);
    return now;
  }

  private static int insert(
      ShopDatabase.Session session, String storeId, String goodId, GoodDraft draft)
      throws SQLException {
    return session.update(
        "INSERT INTO shop.good (good_id, store_id, name, description, price_minor, currency, state,"
            + " grams) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (good_id) DO NOTHING",
        goodId,
        storeId,
        draft.name(),
        draft.description(),
        draft.priceMinor(),
        draft.currency(),
        draft.state().name(),
        SearchGrams.ofName(draft.name()));
  }

  private static int update(
      ShopDatabase.Session session, String storeId, String goodId, int version, GoodDraft draft)
      throws SQLException {
    return session.update(
        "UPDATE shop.good SET name = ?, description = ?, price_minor = ?, currency = ?, state = ?,"
            + " grams = ?, version = version + 1, changed_at = clock_timestamp()"
            + " WHERE good_id = ? AND store_id = ? AND version = ?",
        draft.name(),
        draft.description(),
        draft.priceMinor(),
        draft.currency(),
        draft.state().name(),
        SearchGrams.ofName(draft.name()),
        goodId,
        storeId,
        version);
  }

  @Override
  public Good picture(Tenant tenant, String goodId, int version, byte[] file) {
    good(tenant, goodId);
    Pixels.Drawn drawn = Pixels.redraw(file);
    return records().inTransaction(session -> give(session, tenant, goodId, version, drawn));
  }

  private static Good give(
      ShopDatabase.Session session, Tenant tenant, String goodId, int version, Pixels.Drawn drawn)
      throws SQLException {
    session.update(
        "INSERT INTO shop.picture (digest, png, width, height) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (digest) DO NOTHING",
        drawn.picture().digest(),
        drawn.picture().png(),
        drawn.width(),
        drawn.height());
    int written =
        session.update(
            "UPDATE shop.good SET picture = ?, version = version + 1,"
                + " changed_at = clock_timestamp() WHERE good_id = ? AND version = ?",
            drawn.picture().digest(),
            goodId,
            version);
    requireWritten(written);
    return own(session, tenant, goodId);
  }

  private static Good own(ShopDatabase.Session session, Tenant tenant, String goodId)
      throws SQLException {
    return GoodsTable.good(session, Conditions.of(tenant), goodId)
        .orElseThrow(GoodsDeskBean::notFound);
  }

  private static void requireWritten(int rows) {
    if (rows == 0) {
      throw new ProtocolException(
          ErrorCode.EDITED_MEANWHILE, "somebody else has changed it since it was looked at");
    }
  }

  private static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
  }

  private ShopDatabase records() {
    return new ShopDatabase(shop);
  }
}

package fiveseal.shop;

import fiveseal.manager.MallStore;
import fiveseal.manager.MallStores;
import fiveseal.manager.Tenant;
import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodDraft;
import fiveseal.manager.shop.GoodsDesk;
import fiveseal.manager.shop.GoodsFilter;
import fiveseal.manager.shop.GoodsPage;
import fiveseal.manager.shop.LowerStore;
import fiveseal.manager.shop.StoreDraft;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
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

  @EJB private MallStores register;

  /** For the container. */
  public GoodsDeskBean() {}

  GoodsDeskBean(DataSource shop, MallStores register) {
    this.shop = shop;
    this.register = register;
  }

  @Override
  public List<LowerStore> stores(Tenant tenant) {
    StoreRoll roll = StoreRoll.of(register, tenant);
    return records().inTransaction(session -> LowerStoreTable.of(session, roll));
  }

  @Override
  public LowerStore putStore(Tenant tenant, String storeId, int version, StoreDraft draft) {
    if (tenant.kind() != Tenant.Kind.STORE) {
      throw notFound();
    }
    DraftRules.check(draft);
    StoreRoll roll = StoreRoll.of(register, tenant);
    MallStore store = roll.find(storeId).orElseThrow(GoodsDeskBean::notFound);
    return records()
        .inTransaction(
            session -> {
              LowerStoreTable.require(session, store);
              requireWritten(LowerStoreTable.update(session, store, version, draft));
              return LowerStoreTable.of(session, roll).stream()
                  .filter(now -> now.storeId().equals(storeId))
                  .findFirst()
                  .orElseThrow();
            });
  }

  @Override
  public GoodsPage goods(Tenant tenant, GoodsFilter filter) {
    StoreRoll roll = StoreRoll.of(register, tenant);
    return records()
        .inTransaction(session -> GoodsTable.page(session, Conditions.of(tenant), filter, roll));
  }

  @Override
  public Good good(Tenant tenant, String goodId) {
    StoreRoll roll = StoreRoll.of(register, tenant);
    return records().inTransaction(session -> own(session, tenant, goodId, roll));
  }

  @Override
  public Good put(Tenant tenant, String storeId, String goodId, int version, GoodDraft draft) {
    DraftRules.check(goodId, draft);
    StoreRoll roll = StoreRoll.of(register, tenant);
    MallStore store = roll.find(storeId).orElseThrow(GoodsDeskBean::notFound);
    return records()
        .inTransaction(session -> write(session, tenant, store, goodId, version, draft, roll));
  }

  @Override
  public Good put(
      Tenant tenant, String storeId, String goodId, int version, GoodDraft draft, byte[] file) {
    DraftRules.check(goodId, draft);
    StoreRoll roll = StoreRoll.of(register, tenant);
    MallStore store = roll.find(storeId).orElseThrow(GoodsDeskBean::notFound);
    Pixels.Drawn drawn = Pixels.redraw(file);
    return records()
        .inTransaction(
            session -> {
              Good now = write(session, tenant, store, goodId, version, draft, roll);
              return give(session, tenant, goodId, now.version(), drawn, roll);
            });
  }

  private static Good write(
      ShopDatabase.Session session,
      Tenant tenant,
      MallStore store,
      String goodId,
      int version,
      GoodDraft draft,
      StoreRoll roll)
      throws SQLException {
    LowerStoreTable.require(session, store);
    int written =
        version == 0
            ? insert(session, store.storeId(), goodId, draft)
            : update(session, store.storeId(), goodId, version, draft);
    Good now = own(session, tenant, goodId, roll);
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
    StoreRoll roll = StoreRoll.of(register, tenant);
    records().inTransaction(session -> own(session, tenant, goodId, roll));
    Pixels.Drawn drawn = Pixels.redraw(file);
    return records().inTransaction(session -> give(session, tenant, goodId, version, drawn, roll));
  }

  private static Good give(
      ShopDatabase.Session session,
      Tenant tenant,
      String goodId,
      int version,
      Pixels.Drawn drawn,
      StoreRoll roll)
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
    return own(session, tenant, goodId, roll);
  }

  private static Good own(
      ShopDatabase.Session session, Tenant tenant, String goodId, StoreRoll roll)
      throws SQLException {
    return GoodsTable.good(session, Conditions.of(tenant), goodId, roll)
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

package fiveseal.shop;

import fiveseal.manager.MallStores;
import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodsFilter;
import fiveseal.manager.shop.GoodsPage;
import fiveseal.manager.shop.LowerStore;
import fiveseal.manager.shop.Picture;
import fiveseal.manager.shop.Showcase;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What everyone may look at. Transactions are the bean's own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ShowcaseBean implements Showcase {
  @Resource(lookup = "java:app/jdbc/mall")
  private DataSource shop;

  @EJB private MallStores register;

  /** For the container. */
  public ShowcaseBean() {}

  ShowcaseBean(DataSource shop, MallStores register) {
    this.shop = shop;
    this.register = register;
  }

  @Override
  public List<LowerStore> stores(String mallId) {
    StoreRoll roll = StoreRoll.ofMall(register, mallId);
    return records().inTransaction(session -> LowerStoreTable.of(session, roll)).stream()
        .filter(LowerStore::sells)
        .toList();
  }

  @Override
  public Optional<LowerStore> store(String mallId, String storeId) {
    return stores(mallId).stream().filter(store -> store.storeId().equals(storeId)).findFirst();
  }

  @Override
  public boolean knows(String mallId, String storeId) {
    return register.find(storeId).map(store -> store.mallId().equals(mallId)).orElse(false);
  }

  @Override
  public GoodsPage goods(String mallId, GoodsFilter filter) {
    StoreRoll roll = StoreRoll.ofMall(register, mallId);
    return records()
        .inTransaction(session -> GoodsTable.page(session, shown(mallId, roll), filter, roll));
  }

  @Override
  public Optional<Good> good(String mallId, String goodId) {
    StoreRoll roll = StoreRoll.ofMall(register, mallId);
    return records()
        .inTransaction(session -> GoodsTable.good(session, shown(mallId, roll), goodId, roll));
  }

  @Override
  public Optional<Picture> picture(String digest) {
    return records()
        .inTransaction(
            session ->
                session.one(
                    "SELECT png FROM shop.picture WHERE digest = ?",
                    row -> new Picture(digest, row.getBytes("png")),
                    digest));
  }

  private static Conditions shown(String mallId, StoreRoll roll) {
    return Conditions.ofMall(mallId)
        .and("s.shown")
        .and("s.store_id = ANY (?)", (Object) roll.selling())
        .and("g.state <> 'WITHDRAWN'");
  }

  private ShopDatabase records() {
    return new ShopDatabase(shop);
  }
}

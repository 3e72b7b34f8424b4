package fiveseal.shop;

import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodsFilter;
import fiveseal.manager.shop.GoodsPage;
import fiveseal.manager.shop.LowerStore;
import fiveseal.manager.shop.Picture;
import fiveseal.manager.shop.Showcase;
import jakarta.annotation.Resource;
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

  /** For the container. */
  public ShowcaseBean() {}

  ShowcaseBean(DataSource shop) {
    this.shop = shop;
  }

  @Override
  public List<LowerStore> stores(String mallId) {
    return records().inTransaction(session -> GoodsTable.stores(session, selling(mallId)));
  }

  @Override
  public Optional<LowerStore> store(String mallId, String storeId) {
    return records()
        .inTransaction(
            session ->
                GoodsTable.stores(session, selling(mallId).and("s.store_id = ?", storeId)).stream()
                    .findFirst());
  }

  @Override
  public GoodsPage goods(String mallId, GoodsFilter filter) {
    return records().inTransaction(session -> GoodsTable.page(session, shown(mallId), filter));
  }

  @Override
  public Optional<Good> good(String mallId, String goodId) {
    return records().inTransaction(session -> GoodsTable.good(session, shown(mallId), goodId));
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

  private static Conditions selling(String mallId) {
    return Conditions.ofMall(mallId).and("s.shown");
  }

  private static Conditions shown(String mallId) {
    return selling(mallId).and("g.state <> 'WITHDRAWN'");
  }

  private ShopDatabase records() {
    return new ShopDatabase(shop);
  }
}

package fiveseal.shop;

import fiveseal.manager.MallStores;
import fiveseal.manager.shop.Basket;
import fiveseal.manager.shop.BasketLine;
import fiveseal.manager.shop.Baskets;
import fiveseal.manager.shop.Good;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Baskets in the database: any node serves them, and a redeploy loses none. Transactions are the
 * bean's own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BasketsBean implements Baskets {
  private static final int QUANTITY_MAX = 99;
  private static final int LINES_MAX = 100;
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Comparator<BasketLine> BY_STORE =
      Comparator.comparing((BasketLine line) -> line.good().storeName())
          .thenComparing(line -> line.good().storeId());

  @Resource(lookup = "java:app/jdbc/mall")
  private DataSource shop;

  @EJB private MallStores register;

  @Inject Clock clock;

  /** For the container. */
  public BasketsBean() {}

  BasketsBean(DataSource shop, MallStores register) {
    this.shop = shop;
    this.register = register;
  }

  @Override
  public String newSecret() {
    return OrderIds.next();
  }

  @Override
  public Basket basket(String mallId, String secret) {
    String basketId = OrderIds.ofBasket(secret);
    StoreRoll roll = StoreRoll.ofMall(register, mallId);
    return records().inTransaction(session -> read(session, mallId, basketId, roll));
  }

  static Basket read(ShopDatabase.Session session, String mallId, String basketId, StoreRoll roll)
      throws SQLException {
    Optional<String> orderId =
        session.one(
            "SELECT next_order_id FROM shop.basket WHERE basket_id = ?",
            row -> row.getString(1),
            basketId);
    List<BasketLine> lines =
        session.list(
            "SELECT "
                + GoodsTable.GOOD_COLUMNS
                + ", l.quantity, l.seen_price_minor FROM shop.basket_line l"
                + " JOIN shop.good g ON g.good_id = l.good_id"
                + " JOIN shop.lower_store s ON s.store_id = g.store_id"
                + " WHERE l.basket_id = ? AND s.mall_id = ? ORDER BY l.put_at, l.good_id",
            row ->
                new BasketLine(
                    GoodsTable.good(row, roll),
                    row.getInt("quantity"),
                    row.getLong("seen_price_minor")),
            basketId,
            mallId);
    return new Basket(orderId, lines.stream().sorted(BY_STORE).toList());
  }

  @Override
  public void put(String mallId, String secret, String goodId, int quantity, long seenPriceMinor) {
    requireQuantity(quantity, 1);
    String basketId = OrderIds.ofBasket(secret);
    StoreRoll roll = StoreRoll.ofMall(register, mallId);
    records()
        .inTransaction(
            session -> {
              touch(session, basketId);
              requireFits(session, mallId, basketId, goodId, roll);
              return session.update(
                  "INSERT INTO shop.basket_line AS l (basket_id, good_id, quantity,"
                      + " seen_price_minor, put_at) VALUES (?, ?, ?, ?, ?)"
                      + " ON CONFLICT (basket_id, good_id) DO UPDATE"
                      + " SET quantity = least(l.quantity + excluded.quantity, ?),"
                      + " seen_price_minor = excluded.seen_price_minor",
                  basketId,
                  goodId,
                  quantity,
                  seenPriceMinor,
                  now(),
                  QUANTITY_MAX);
            });
  }

  private static void requireFits(
      ShopDatabase.Session session, String mallId, String basketId, String goodId, StoreRoll roll)
      throws SQLException {
    Good good =
        GoodsTable.good(session, Conditions.ofMall(mallId), goodId, roll)
            .filter(Good::buyable)
            .orElseThrow(
                () ->
                    new ProtocolException(
                        ErrorCode.NOT_FOUND, "there is no such good for sale now"));
    List<BasketLine> there = read(session, mallId, basketId, roll).lines();
    if (there.stream().anyMatch(line -> !line.good().currency().equals(good.currency()))) {
      throw ProtocolException.refused("one basket is paid in one currency");
    }
    boolean further = there.stream().noneMatch(line -> line.good().goodId().equals(goodId));
    if (further && there.size() >= LINES_MAX) {
      throw ProtocolException.refused("a basket holds 100 different goods");
    }
  }

  @Override
  public void set(String secret, String goodId, int quantity) {
    requireQuantity(quantity, 0);
    String basketId = OrderIds.ofBasket(secret);
    records()
        .inTransaction(
            session -> {
              touch(session, basketId);
              return quantity == 0
                  ? session.update(
                      "DELETE FROM shop.basket_line WHERE basket_id = ? AND good_id = ?",
                      basketId,
                      goodId)
                  : session.update(
                      "UPDATE shop.basket_line SET quantity = ? WHERE basket_id = ? AND good_id ="
                          + " ?",
                      quantity,
                      basketId,
                      goodId);
            });
  }

  @Override
  public void acceptPrices(String secret) {
    String basketId = OrderIds.ofBasket(secret);
    records()
        .inTransaction(
            session -> {
              touch(session, basketId);
              return session.update(
                  "UPDATE shop.basket_line l SET seen_price_minor = g.price_minor FROM shop.good g"
                      + " WHERE g.good_id = l.good_id AND l.basket_id = ?",
                  basketId);
            });
  }

  @Override
  public int sweep() {
    OffsetDateTime before = now().minus(KEPT);
    return records()
        .inTransaction(
            session -> session.update("DELETE FROM shop.basket WHERE touched_at < ?", before));
  }

  /** Makes the basket if it is new, and holds it until the transaction ends. */
  private void touch(ShopDatabase.Session session, String basketId) throws SQLException {
    session.update(
        "INSERT INTO shop.basket (basket_id, next_order_id, touched_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (basket_id) DO UPDATE SET touched_at = excluded.touched_at",
        basketId,
        OrderIds.next(),
        now());
  }

  private static void requireQuantity(int quantity, int min) {
    if (quantity < min || quantity > QUANTITY_MAX) {
      throw ProtocolException.refused("a basket holds 1 … 99 of a good");
    }
  }

  private OffsetDateTime now() {
    return Instant.now(clock).atOffset(ZoneOffset.UTC);
  }

  private ShopDatabase records() {
    return new ShopDatabase(shop);
  }
}

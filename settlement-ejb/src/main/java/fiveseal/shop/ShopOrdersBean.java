package fiveseal.shop;

import fiveseal.manager.MallStore;
import fiveseal.manager.MallStores;
import fiveseal.manager.Tenant;
import fiveseal.manager.shop.Basket;
import fiveseal.manager.shop.LowerStore;
import fiveseal.manager.shop.PastOrder;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.manager.shop.TillOrder;
import fiveseal.manager.shop.TillOrderKey;
import fiveseal.manager.shop.TillOrderPage;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.Signed;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Orders, each kept whole before anybody is asked to pay it. Transactions are the bean's own:
 * committed when a method returns.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ShopOrdersBean implements ShopOrders {
  private static final int PAST_ORDERS = 5;

  @Resource(lookup = "java:app/jdbc/mall")
  private DataSource shop;

  @EJB private MallStores register;

  @Inject Clock clock;
  @Inject UuidV7 ids;

  /** For the container. */
  public ShopOrdersBean() {}

  ShopOrdersBean(DataSource shop, MallStores register) {
    this.shop = shop;
    this.register = register;
  }

  @Override
  public ShopOrder order(String mallId, String secret, String orderId) {
    String basketId = OrderIds.ofBasket(secret);
    StoreRoll roll = StoreRoll.ofMall(register, mallId);
    return records()
        .inTransaction(
            session -> {
              Optional<String> next = lock(session, basketId);
              Optional<ShopOrder> made = ofBasket(session, mallId, basketId, orderId);
              if (made.isPresent()) {
                return made.get();
              }
              if (!next.equals(Optional.of(orderId))) {
                throw notFound();
              }
              Basket basket = BasketsBean.read(session, mallId, basketId, roll);
              return order(session, mallId, basketId, orderId, basket);
            });
  }

  /** Whoever presses the button a second time waits here, and then finds the order. */
  private static Optional<String> lock(ShopDatabase.Session session, String basketId)
      throws SQLException {
    return session.one(
        "SELECT next_order_id FROM shop.basket WHERE basket_id = ? FOR UPDATE",
        row -> row.getString(1),
        basketId);
  }

  private static Optional<ShopOrder> ofBasket(
      ShopDatabase.Session session, String mallId, String basketId, String orderId)
      throws SQLException {
    boolean own =
        session
            .one(
                "SELECT 1 FROM shop.shop_order WHERE order_id = ? AND basket_id = ?",
                row -> true,
                orderId,
                basketId)
            .isPresent();
    return own ? OrderTable.byId(session, mallId, orderId) : Optional.empty();
  }

  private ShopOrder order(
      ShopDatabase.Session session, String mallId, String basketId, String orderId, Basket basket)
      throws SQLException {
    ShopOrder order = new OrderDraft(mallId, orderId, ids.next(), now()).of(basket);
    OrderTable.write(session, order, Optional.of(basketId));
    session.update("DELETE FROM shop.basket_line WHERE basket_id = ?", basketId);
    session.update(
        "UPDATE shop.basket SET next_order_id = ? WHERE basket_id = ?", OrderIds.next(), basketId);
    return order;
  }

  @Override
  public Optional<ShopOrder> byId(String mallId, String orderId) {
    return records().inTransaction(session -> OrderTable.byId(session, mallId, orderId));
  }

  @Override
  public List<PastOrder> ofBasket(String mallId, String secret) {
    return records()
        .inTransaction(
            session ->
                session.list(
                    "SELECT order_id, made_at, description, amount, currency FROM shop.shop_order"
                        + " WHERE basket_id = ? AND mall_id = ? ORDER BY made_at DESC LIMIT ?",
                    row ->
                        new PastOrder(
                            row.getString("order_id"),
                            row.getObject("made_at", OffsetDateTime.class).toInstant(),
                            row.getString("description"),
                            row.getLong("amount"),
                            row.getString("currency")),
                    OrderIds.ofBasket(secret),
                    mallId,
                    PAST_ORDERS));
  }

  @Override
  public Optional<ShopOrder> byReceipt(String mallId, byte[] digest) {
    return records()
        .inTransaction(
            session -> {
              Optional<String> orderId =
                  session.one(
                      "SELECT o.order_id FROM shop.receipt_issued i JOIN shop.shop_order o"
                          + " ON o.request_id = i.request_id"
                          + " WHERE sha256(i.message_4::bytea) = ?",
                      row -> row.getString(1),
                      digest);
              return orderId.isEmpty()
                  ? Optional.empty()
                  : OrderTable.byId(session, mallId, orderId.get());
            });
  }

  @Override
  public boolean allSell(ShopOrder order) {
    Set<String> selling = selling(StoreRoll.ofMall(register, order.mallId()));
    return order.parts().stream().allMatch(part -> selling.contains(part.storeId()));
  }

  private Set<String> selling(StoreRoll roll) {
    return records().inTransaction(session -> LowerStoreTable.of(session, roll)).stream()
        .filter(LowerStore::sells)
        .map(LowerStore::storeId)
        .collect(Collectors.toSet());
  }

  @Override
  public void ended(String orderId, String state) {
    records()
        .inTransaction(
            session ->
                session.update(
                    "INSERT INTO shop.order_ended (order_id, state, ended_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (order_id) DO NOTHING",
                    orderId,
                    state,
                    now().atOffset(ZoneOffset.UTC)));
  }

  @Override
  public boolean keep(TillOrder order) {
    StoreRoll roll = StoreRoll.of(register, Tenant.ofLowerStore(order.storeId()));
    MallStore store = roll.find(order.storeId()).orElseThrow(ShopOrdersBean::notFound);
    return records()
        .inTransaction(
            session -> {
              LowerStoreTable.require(session, store);
              boolean isNew = TillOrderTable.write(session, order);
              TillOrder kept =
                  tillOrder(session, order.storeId(), order.orderId(), roll).orElseThrow();
              if (isNew) {
                requireSelling(kept);
                return true;
              }
              if (!sameMessage(kept.message(), order.message())) {
                throw new ProtocolException(
                    ErrorCode.CONFLICTING_REPLAY, "another order is kept under this orderId");
              }
              return false;
            });
  }

  private static void requireSelling(TillOrder order) {
    if (!order.storeSells()) {
      throw ProtocolException.refused("the store " + order.storeId() + " does not sell now");
    }
  }

  private static boolean sameMessage(String kept, String sent) {
    return Signed.parse(kept, fiveseal.protocol.Order.class).sameMessageAs(sent);
  }

  @Override
  public Optional<TillOrder> tillOrder(String storeId, String orderId) {
    StoreRoll roll = StoreRoll.of(register, Tenant.ofLowerStore(storeId));
    return records().inTransaction(session -> tillOrder(session, storeId, orderId, roll));
  }

  private static Optional<TillOrder> tillOrder(
      ShopDatabase.Session session, String storeId, String orderId, StoreRoll roll)
      throws SQLException {
    Conditions own = Conditions.of(Tenant.ofLowerStore(storeId));
    return TillOrderTable.byId(session, own, orderId, roll);
  }

  @Override
  public TillOrderPage open(
      Tenant tenant, Optional<String> text, Optional<String> after, int limit) {
    StoreRoll roll = StoreRoll.of(register, tenant);
    Conditions whose = Conditions.of(tenant);
    return records()
        .inTransaction(
            session -> TillOrderTable.open(session, whose, roll, text, after, limit, now()));
  }

  @Override
  public ShopOrder bundle(Tenant tenant, List<TillOrderKey> orders) {
    if (tenant.kind() != Tenant.Kind.STORE) {
      throw notFound();
    }
    String mallId = tenant.storeId().orElseThrow();
    StoreRoll roll = StoreRoll.of(register, tenant);
    List<TillOrderKey> distinct = orders.stream().distinct().toList();
    Optional<ShopOrder> before = bundled(mallId, distinct, roll);
    if (before.isPresent()) {
      return before.get();
    }
    try {
      return bundle(mallId, distinct, roll);
    } catch (ProtocolException e) {
      return bundled(mallId, distinct, roll).orElseThrow(() -> e);
    }
  }

  private ShopOrder bundle(String mallId, List<TillOrderKey> orders, StoreRoll roll) {
    return records()
        .inTransaction(
            session -> {
              List<TillOrder> found = open(session, mallId, orders, roll);
              found.forEach(ShopOrdersBean::requireSelling);
              ShopOrder bundle =
                  new OrderDraft(mallId, OrderIds.next(), ids.next(), now()).of(found);
              OrderTable.write(session, bundle, Optional.empty());
              int position = 0;
              for (TillOrder till : found) {
                bind(session, till, bundle.orderId(), ++position);
              }
              return bundle;
            });
  }

  /**
   * The bundle of exactly these orders, if there is one: whoever asks again has lost its answer.
   */
  private Optional<ShopOrder> bundled(String mallId, List<TillOrderKey> orders, StoreRoll roll) {
    return records()
        .inTransaction(
            session -> {
              Set<String> bundles = new HashSet<>();
              for (TillOrderKey key : orders) {
                Conditions whose = Conditions.ofMall(mallId).and("t.store_id = ?", key.storeId());
                TillOrderTable.byId(session, whose, key.orderId(), roll)
                    .flatMap(TillOrder::bundledIn)
                    .ifPresentOrElse(bundles::add, () -> bundles.add(""));
              }
              if (bundles.size() != 1) {
                return Optional.empty();
              }
              return OrderTable.byId(session, mallId, bundles.iterator().next())
                  .filter(bundle -> bundle.parts().size() == orders.size());
            });
  }

  private List<TillOrder> open(
      ShopDatabase.Session session, String mallId, List<TillOrderKey> orders, StoreRoll roll)
      throws SQLException {
    List<TillOrder> found = new ArrayList<>();
    for (TillOrderKey key : orders) {
      Conditions whose = Conditions.ofMall(mallId).and("t.store_id = ?", key.storeId());
      found.add(
          TillOrderTable.byId(session, whose, key.orderId(), roll)
              .filter(till -> till.bundledIn().isEmpty() && till.expiresAt().isAfter(now()))
              .orElseThrow(ShopOrdersBean::notFound));
    }
    return found;
  }

  /** Two desks at once: the second finds it taken, and its whole bundle is undone. */
  private static void bind(
      ShopDatabase.Session session, TillOrder till, String orderId, int position)
      throws SQLException {
    int rows =
        session.update(
            "INSERT INTO shop.till_bundle (store_id, till_id, order_id, position)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (store_id, till_id) DO NOTHING",
            till.storeId(),
            till.orderId(),
            orderId,
            position);
    if (rows == 0) {
      throw notFound();
    }
  }

  private static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
  }

  /** As precise as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private ShopDatabase records() {
    return new ShopDatabase(shop);
  }
}

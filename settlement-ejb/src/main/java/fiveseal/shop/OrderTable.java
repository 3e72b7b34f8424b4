package fiveseal.shop;

import fiveseal.manager.shop.ShopOrder;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How orders are written, once, and read. */
final class OrderTable {
  private static final String ORDER =
      "SELECT o.order_id, o.request_id, o.mall_id, o.description, o.amount, o.currency, o.made_at,"
          + " e.state FROM shop.shop_order o"
          + " LEFT JOIN shop.order_ended e ON e.order_id = o.order_id";

  private OrderTable() {}

  static void write(ShopDatabase.Session session, ShopOrder order, Optional<String> basketId)
      throws SQLException {
    session.update(
        "INSERT INTO shop.shop_order (order_id, request_id, mall_id, basket_id, description,"
            + " amount, currency, made_at) VALUES (?, ?, ?, ?::text, ?, ?, ?, ?)",
        order.orderId(),
        order.requestId(),
        order.mallId(),
        basketId.orElse(null),
        order.description(),
        order.amountMinor(),
        order.currency(),
        order.madeAt().atOffset(ZoneOffset.UTC));
    int position = 0;
    for (ShopOrder.Part part : order.parts()) {
      writePart(session, order.orderId(), ++position, part);
    }
  }

  private static void writePart(
      ShopDatabase.Session session, String orderId, int position, ShopOrder.Part part)
      throws SQLException {
    session.update(
        "INSERT INTO shop.order_part (order_id, position, store_id, store_name, order_ref,"
            + " description, amount) VALUES (?, ?, ?, ?, ?, ?, ?)",
        orderId,
        position,
        part.storeId(),
        part.storeName(),
        part.orderRef(),
        part.description(),
        part.amountMinor());
    int number = 0;
    for (ShopOrder.Item item : part.items()) {
      session.update(
          "INSERT INTO shop.order_item (order_id, position, item, good_id, name, quantity,"
              + " price_minor) VALUES (?, ?, ?, ?, ?, ?, ?)",
          orderId,
          position,
          ++number,
          item.goodId(),
          item.name(),
          item.quantity(),
          item.priceMinor());
    }
  }

  static Optional<ShopOrder> byId(ShopDatabase.Session session, String mallId, String orderId)
      throws SQLException {
    Optional<ShopOrder> head =
        session.one(
            ORDER + " WHERE o.order_id = ? AND o.mall_id = ?",
            row ->
                new ShopOrder(
                    row.getString("order_id"),
                    row.getString("request_id"),
                    row.getString("mall_id"),
                    row.getString("description"),
                    row.getLong("amount"),
                    row.getString("currency"),
                    row.getObject("made_at", OffsetDateTime.class).toInstant(),
                    List.of(),
                    Optional.ofNullable(row.getString("state"))),
            orderId,
            mallId);
    return head.isEmpty() ? head : Optional.of(withParts(session, head.get()));
  }

  private static ShopOrder withParts(ShopDatabase.Session session, ShopOrder head)
      throws SQLException {
    Map<Integer, List<PlacedItem>> items =
        session
            .list(
                "SELECT position, good_id, name, quantity, price_minor FROM shop.order_item"
                    + " WHERE order_id = ? ORDER BY position, item",
                row ->
                    new PlacedItem(
                        row.getInt("position"),
                        new ShopOrder.Item(
                            row.getString("good_id"),
                            row.getString("name"),
                            row.getInt("quantity"),
                            row.getLong("price_minor"))),
                head.orderId())
            .stream()
            .collect(Collectors.groupingBy(PlacedItem::position));
    List<ShopOrder.Part> parts =
        session.list(
            "SELECT position, store_id, store_name, order_ref, description, amount"
                + " FROM shop.order_part WHERE order_id = ? ORDER BY position",
            row ->
                new ShopOrder.Part(
                    row.getString("store_id"),
                    row.getString("store_name"),
                    row.getString("order_ref"),
                    row.getString("description"),
                    row.getLong("amount"),
                    items.getOrDefault(row.getInt("position"), List.of()).stream()
                        .map(PlacedItem::item)
                        .toList()),
            head.orderId());
    return new ShopOrder(
        head.orderId(),
        head.requestId(),
        head.mallId(),
        head.description(),
        head.amountMinor(),
        head.currency(),
        head.madeAt(),
        new ArrayList<>(parts),
        head.ended());
  }

  /** An item and the part it stands in. */
  private record PlacedItem(int position, ShopOrder.Item item) {}
}

package fiveseal.shop;

import fiveseal.manager.shop.Basket;
import fiveseal.manager.shop.BasketLine;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.TillOrder;
import fiveseal.protocol.Amount;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns what somebody wants to buy into an order that can become message 1: a part per lower store
 * or till's order, one currency, an amount that a card can hold.
 */
final class OrderDraft {
  private static final int TEXT_CODE_POINTS_MAX = 200;
  private static final int PARTS_MAX = 100;

  private final String mallId;
  private final String orderId;
  private final String requestId;
  private final Instant at;

  OrderDraft(String mallId, String orderId, String requestId, Instant at) {
    this.mallId = mallId;
    this.orderId = orderId;
    this.requestId = requestId;
    this.at = at;
  }

  /**
   * @throws ProtocolException {@code message-refused} if it is empty, of several currencies or too
   *     dear; {@code conflicting-replay} if it is not as the shopper saw it
   */
  ShopOrder of(Basket basket) {
    if (basket.lines().isEmpty()) {
      throw ProtocolException.refused("the basket is empty");
    }
    if (!basket.orderable()) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY, "prices or goods have changed: look at the basket again");
    }
    Map<String, List<BasketLine>> byStore =
        basket.lines().stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.good().storeId(), LinkedHashMap::new, Collectors.toList()));
    List<ShopOrder.Part> parts = new ArrayList<>();
    for (List<BasketLine> lines : byStore.values()) {
      parts.add(part(lines, requestId + '-' + (parts.size() + 1)));
    }
    return order(parts, basket.lines().stream().map(line -> line.good().currency()).toList());
  }

  /**
   * @throws ProtocolException {@code message-refused} if they are none, too many, of several
   *     currencies or too dear
   */
  ShopOrder of(List<TillOrder> orders) {
    List<ShopOrder.Part> parts =
        orders.stream()
            .map(
                till ->
                    new ShopOrder.Part(
                        till.storeId(),
                        till.storeName(),
                        till.orderId(),
                        till.description(),
                        till.amountMinor(),
                        List.of()))
            .toList();
    return order(parts, orders.stream().map(TillOrder::currency).toList());
  }

  private ShopOrder order(List<ShopOrder.Part> parts, List<String> currencies) {
    if (parts.isEmpty() || parts.size() > PARTS_MAX) {
      throw ProtocolException.refused("an order has 1 … 100 parts");
    }
    if (currencies.stream().distinct().count() != 1) {
      throw ProtocolException.refused("one order is paid in one currency");
    }
    Amount amount =
        Amount.of(parts.stream().mapToLong(ShopOrder.Part::amountMinor).sum(), currencies.get(0));
    String description =
        cut(
            parts.stream()
                .map(ShopOrder.Part::storeName)
                .distinct()
                .collect(Collectors.joining(", ")));
    return new ShopOrder(
        orderId,
        requestId,
        mallId,
        description,
        amount.minor(),
        amount.currency().code(),
        at,
        parts,
        Optional.empty());
  }

  private static ShopOrder.Part part(List<BasketLine> lines, String orderRef) {
    List<ShopOrder.Item> items =
        lines.stream()
            .map(
                line ->
                    new ShopOrder.Item(
                        line.good().goodId(),
                        line.good().name(),
                        line.quantity(),
                        line.good().priceMinor()))
            .toList();
    String description =
        cut(
            items.stream()
                .map(item -> item.quantity() + " × " + item.name())
                .collect(Collectors.joining(", ")));
    return new ShopOrder.Part(
        lines.get(0).good().storeId(),
        lines.get(0).good().storeName(),
        orderRef,
        description,
        items.stream().mapToLong(ShopOrder.Item::amountMinor).sum(),
        items);
  }

  /** To what a text of a message may have. */
  static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= TEXT_CODE_POINTS_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT_CODE_POINTS_MAX - 1)) + '…';
  }
}

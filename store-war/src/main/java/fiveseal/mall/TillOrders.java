package fiveseal.mall;

import fiveseal.manager.Tenant;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.manager.shop.TillOrder;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Order;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.Signed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Orders that lower stores' devices sign and send to the mall, and what became of them: each store
 * reads its own, with its own part of the receipt and nothing of the others'.
 */
@ApplicationScoped
public class TillOrders {
  /** The state of an order that nobody was asked to pay yet. */
  public static final String OPEN = "OPEN";

  @Inject Mall mall;
  @Inject LowerStores stores;
  @Inject Checkout checkout;
  @EJB ShopOrders orders;

  Clock clock = Clock.systemUTC();

  /**
   * How an order of a store's stands, as it may see it.
   *
   * @param order as it was signed
   * @param state {@code OPEN}, an {@link OrderState}, or {@code EXPIRED} if nobody was asked in
   *     time
   * @param paidAt when the card paid
   * @param receiptNumber of its line, once the mall's receipt is made
   */
  public record View(
      TillOrder order, String state, Optional<Instant> paidAt, Optional<String> receiptNumber) {}

  /**
   * Takes an order; the same again is answered as the first time.
   *
   * @param compact {@code fiveseal-order}
   * @return its id
   * @throws ProtocolException as section 1 of the protocol says, {@code conflicting-replay} if
   *     another one was taken under its id
   */
  public String take(String compact) {
    Instant now = clock.instant();
    Signed<Order> signed = stores.verified(compact, now);
    Order order = signed.message();
    if (orders.tillOrder(order.iss(), order.orderId()).isEmpty()) {
      Acceptance.timely(order, now);
    }
    orders.keep(
        new TillOrder(
            order.iss(),
            "",
            order.orderId(),
            compact,
            order.amount().minor(),
            order.amount().currency().code(),
            order.description(),
            now,
            Instant.ofEpochSecond(order.exp()),
            Optional.empty()));
    return order.orderId();
  }

  /**
   * @param bearer the store's {@code fiveseal-store-auth} for the mall
   * @throws ProtocolException {@code not-found} if it is not the bearer's own
   */
  public View view(String bearer, String orderId) {
    Tenant tenant = stores.bearer(bearer);
    return Optional.of(tenant)
        .filter(who -> who.kind() == Tenant.Kind.LOWER_STORE)
        .flatMap(who -> orders.tillOrder(who.storeId().orElseThrow(), orderId))
        .map(this::view)
        .orElseThrow(
            () -> new ProtocolException(ErrorCode.NOT_FOUND, "the bearer has no such order"));
  }

  private View view(TillOrder order) {
    if (order.bundledIn().isEmpty()) {
      String state = clock.instant().isBefore(order.expiresAt()) ? OPEN : OrderState.EXPIRED.name();
      return new View(order, state, Optional.empty(), Optional.empty());
    }
    ShopOrder bundle = orders.byId(mall.mallId(), order.bundledIn().get()).orElseThrow();
    OrderStatus status = checkout.status(bundle);
    return new View(
        order,
        status.state().name(),
        status.paidAt(),
        status.receipt().map(receipt -> numberOf(order, bundle, receipt.message())));
  }

  /** The receipt has the same lines in the same order as message 1. */
  private static String numberOf(TillOrder order, ShopOrder bundle, SettlementReceipt receipt) {
    for (int i = 0; i < bundle.parts().size(); i++) {
      ShopOrder.Part part = bundle.parts().get(i);
      if (part.storeId().equals(order.storeId()) && part.orderRef().equals(order.orderId())) {
        ReceiptLine line = receipt.lines().get(i);
        return line.receiptNumber();
      }
    }
    throw new IllegalStateException("a bundle without the order that it bundles");
  }
}

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
import fiveseal.storeapi.MallOrders;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Orders that lower stores' devices sign and send to the mall, and what became of them: each store
 * reads its own, with its own part of the receipt and nothing of the others'.
 */
@ApplicationScoped
public class TillOrders implements MallOrders {
  @Inject Mall mall;
  @Inject LowerStores stores;
  @Inject Checkout checkout;
  @EJB ShopOrders orders;

  Clock clock = Clock.systemUTC();

  @Override
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
            true,
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

  @Override
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
      return view(order, state, OptionalLong.empty(), Optional.empty());
    }
    ShopOrder bundle = orders.byId(mall.mallId(), order.bundledIn().get()).orElseThrow();
    OrderStatus status = checkout.status(bundle);
    return view(
        order,
        status.state().name(),
        status.paidAt().stream().mapToLong(Instant::getEpochSecond).findFirst(),
        status.receipt().map(receipt -> numberOf(order, bundle, receipt.message())));
  }

  private static View view(
      TillOrder order, String state, OptionalLong paidAt, Optional<String> receiptNumber) {
    return new View(
        order.orderId(),
        state,
        order.amountMinor(),
        order.currency(),
        order.expiresAt().getEpochSecond(),
        paidAt,
        receiptNumber);
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

package fiveseal.mall;

import fiveseal.manager.MallJournal;
import fiveseal.manager.MallPayment;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import fiveseal.storedevice.StoreOrder;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From an order that is kept to message 1, and what became of it. Whatever was lost on the way is
 * made good by looking again: an order whose request did not arrive is requested again with the
 * same bytes, a completion that was not pushed is fetched.
 */
@ApplicationScoped
public class Checkout {
  private static final Logger LOG = System.getLogger(Checkout.class.getName());

  /** Of these the manager's answer will not be another tomorrow. */
  private static final Set<String> FOR_GOOD =
      Set.of(
          ErrorCode.MESSAGE_MALFORMED.code(),
          ErrorCode.MESSAGE_REFUSED.code(),
          ErrorCode.CONFLICTING_REPLAY.code());

  @Inject Mall mall;
  @EJB MallJournal journal;
  @EJB ShopOrders orders;

  Clock clock = Clock.systemUTC();
  LastSaid lastSaid = new LastSaid(System::nanoTime);

  /** How an order stands now; it is requested if that has not happened yet. */
  public OrderStatus status(ShopOrder order) {
    Optional<MallPayment> payment = journal.byRequest(order.requestId());
    return known(order, payment).orElseGet(() -> heard(order, payment));
  }

  /**
   * How an order stands as far as the mall knows, for whoever looks again and again: what it has in
   * its own records, and for the rest what the manager said some seconds ago.
   */
  public OrderStatus glance(ShopOrder order) {
    Optional<MallPayment> payment = journal.byRequest(order.requestId());
    return known(order, payment)
        .orElseGet(
            () ->
                lastSaid.mayAsk(order.requestId())
                    ? heard(order, payment)
                    : asLastSaid(order, payment));
  }

  /** What no question to the manager changes. */
  private static Optional<OrderStatus> known(ShopOrder order, Optional<MallPayment> payment) {
    return payment
        .filter(made -> made.message3().isPresent())
        .map(Checkout::paid)
        .or(() -> order.ended().map(OrderState::valueOf).map(OrderStatus::of));
  }

  private OrderStatus heard(ShopOrder order, Optional<MallPayment> payment) {
    OrderStatus status =
        payment.flatMap(MallPayment::settlementId).isPresent()
            ? asked(order, payment.get())
            : request(order, payment);
    lastSaid.said(order.requestId(), status.state());
    return status;
  }

  /** Who took it was told where it is paid; until the manager says otherwise, it can be. */
  private OrderStatus asLastSaid(ShopOrder order, Optional<MallPayment> payment) {
    return payment
        .filter(made -> made.settlementId().isPresent())
        .map(made -> open(openState(order, made), made))
        .orElseGet(() -> OrderStatus.of(OrderState.UNSENT));
  }

  private OrderState openState(ShopOrder order, MallPayment payment) {
    return lastSaid
        .of(order.requestId())
        .filter(state -> state != OrderState.UNSENT && !state.isFinal())
        .orElseGet(() -> isOver(payment) ? OrderState.UNKNOWN : OrderState.WAITING);
  }

  /**
   * Cancels an order; one that is paid stays paid.
   *
   * @throws ManagerUnreachable if no answer came: it is as it was
   */
  public OrderStatus cancel(ShopOrder order) {
    if (journal.byRequest(order.requestId()).flatMap(MallPayment::message3).isEmpty()
        && order.ended().isEmpty()) {
      String state = mall.cancel(order.requestId());
      LOG.log(Level.INFO, () -> "cancelled: request " + order.requestId() + ", now " + state);
    }
    return status(order);
  }

  private OrderStatus request(ShopOrder order, Optional<MallPayment> payment) {
    if (payment.map(this::isOver).orElse(false)) {
      return ended(order, OrderState.EXPIRED);
    }
    if (payment.isEmpty() && !orders.allSell(order)) {
      // Nothing was signed yet. A message 1 that was may have arrived, and then goes on.
      return ended(order, OrderState.REFUSED);
    }
    try {
      mall.request(storeOrder(order));
    } catch (ManagerRefusal e) {
      LOG.log(Level.WARNING, () -> "request " + order.requestId() + " refused: " + e.getMessage());
      return FOR_GOOD.contains(e.code())
          ? ended(order, OrderState.REFUSED)
          : OrderStatus.of(OrderState.UNSENT);
    } catch (ManagerUnreachable e) {
      return OrderStatus.of(OrderState.UNSENT);
    }
    return asked(order, journal.byRequest(order.requestId()).orElseThrow());
  }

  private static StoreOrder storeOrder(ShopOrder order) {
    List<RequestLine> lines =
        order.parts().stream()
            .map(
                part ->
                    new RequestLine(
                        part.storeId(), part.amountMinor(), part.description(), part.orderRef()))
            .toList();
    return new StoreOrder(
        order.requestId(), order.amountMinor(), order.currency(), order.description(), lines);
  }

  private OrderStatus asked(ShopOrder order, MallPayment payment) {
    String settlementId = payment.settlementId().orElseThrow();
    try {
      return told(order, payment, mall.state(settlementId));
    } catch (ManagerRefusal | ManagerUnreachable e) {
      LOG.log(Level.DEBUG, () -> "no state of " + settlementId + ": " + e.getMessage());
      return open(isTooOften(e) ? openState(order, payment) : OrderState.UNKNOWN, payment);
    }
  }

  /** The manager is there, and only wants to be asked less. */
  private static boolean isTooOften(RuntimeException e) {
    return e instanceof ManagerRefusal refusal
        && refusal.code().equals(ErrorCode.TOO_MANY_REQUESTS.code());
  }

  private OrderStatus told(ShopOrder order, MallPayment payment, String state) {
    return switch (state) {
      case "REQUESTED", "ISSUED" -> open(OrderState.WAITING, payment);
      case "IN_DOUBT" -> open(OrderState.IN_DOUBT, payment);
      case "COMPLETED", "RECEIPTED" -> fetched(order, payment);
      case "CANCELLED" -> ended(order, OrderState.CANCELLED);
      case "EXPIRED" -> ended(order, OrderState.EXPIRED);
      case "DECLINED" -> ended(order, OrderState.DECLINED);
      case "REVERSED" -> ended(order, OrderState.REVERSED);
      default -> open(OrderState.UNKNOWN, payment);
    };
  }

  /** The manager says that it is paid; the mall says so only when it has checked message 3. */
  private OrderStatus fetched(ShopOrder order, MallPayment payment) {
    try {
      mall.fetch(payment.settlementId().orElseThrow());
    } catch (ManagerRefusal | ManagerUnreachable | ProtocolException e) {
      LOG.log(
          Level.WARNING,
          () -> "completion of " + order.requestId() + " not taken up: " + e.getMessage());
    }
    return journal
        .byRequest(order.requestId())
        .filter(now -> now.message3().isPresent())
        .map(Checkout::paid)
        .orElseGet(() -> open(OrderState.UNKNOWN, payment));
  }

  private OrderStatus ended(ShopOrder order, OrderState state) {
    orders.ended(order.orderId(), state.name());
    return OrderStatus.of(state);
  }

  private static OrderStatus open(OrderState state, MallPayment payment) {
    return new OrderStatus(
        state,
        payment.settlementId(),
        payment.payUrl(),
        Optional.of(expiry(payment)),
        Optional.empty(),
        Optional.empty());
  }

  private static OrderStatus paid(MallPayment payment) {
    SettlementCompletion completion =
        Signed.parse(payment.message3().orElseThrow(), SettlementCompletion.class).message();
    return new OrderStatus(
        OrderState.PAID,
        Optional.of(completion.settlementId()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Instant.ofEpochSecond(completion.iat())),
        payment.message4().map(message -> Signed.parse(message, SettlementReceipt.class)));
  }

  private boolean isOver(MallPayment payment) {
    return clock.instant().isAfter(expiry(payment));
  }

  private static Instant expiry(MallPayment payment) {
    return Instant.ofEpochSecond(
        Signed.parse(payment.message1(), SettlementRequest.class).message().exp());
  }
}

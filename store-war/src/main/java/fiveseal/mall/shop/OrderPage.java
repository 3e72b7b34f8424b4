package fiveseal.mall.shop;

import fiveseal.mall.Checkout;
import fiveseal.mall.Mall;
import fiveseal.mall.OrderStatus;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/** One order: handed over to the holder's device, and what became of it. */
@Named
@RequestScoped
public class OrderPage {
  @Inject private HttpServletRequest request;
  @Inject private Mall mall;
  @Inject private Checkout checkout;
  @Inject private Receipts receipts;
  @EJB private ShopOrders orders;

  private ShopOrder order;
  private OrderStatus status;
  private QrCode code;

  public ShopOrder getOrder() {
    if (order == null) {
      order =
          Optional.ofNullable(request.getParameter("id"))
              .flatMap(id -> orders.byId(mall.mallId(), id))
              .orElseThrow(ShopAction::notFound);
    }
    return order;
  }

  private OrderStatus status() {
    if (status == null) {
      status = checkout.glance(getOrder());
    }
    return status;
  }

  /** The name of its {@link fiveseal.mall.OrderState}. */
  public String getState() {
    return status().state().name();
  }

  /** Whether the page has to look again. */
  public boolean isLive() {
    return !status().state().isFinal() || (isPaid() && status().receipt().isEmpty());
  }

  public boolean isPaid() {
    return getState().equals("PAID");
  }

  public boolean isWaiting() {
    return getState().equals("WAITING");
  }

  /** Whether it can still be taken back; in doubt, the card may have paid already. */
  public boolean isCancellable() {
    return switch (status().state()) {
      case WAITING, UNSENT, UNKNOWN -> true;
      default -> false;
    };
  }

  public String getPayUrl() {
    return status().payUrl().orElse("");
  }

  public Instant getExpiresAt() {
    return status().expiresAt().orElse(null);
  }

  public String getSettlementId() {
    return status().settlementId().orElse("");
  }

  public boolean isNotCancelled() {
    return "notCancelled".equals(request.getParameter("said")) && isCancellable();
  }

  private QrCode code() {
    if (code == null) {
      code = new QrCode(getPayUrl());
    }
    return code;
  }

  /** For an SVG: its dark modules. */
  public String getCodePath() {
    return code().path();
  }

  /** For an SVG: its width and height. */
  public int getCodeSize() {
    return code().size();
  }

  /** Null until there is one. */
  public PaidReceipt getReceipt() {
    return receipts.of(getOrder(), status()).orElse(null);
  }

  public Instant getPaidAt() {
    return status().paidAt().orElse(null);
  }
}

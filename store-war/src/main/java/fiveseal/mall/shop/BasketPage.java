package fiveseal.mall.shop;

import fiveseal.mall.Mall;
import fiveseal.manager.shop.Basket;
import fiveseal.manager.shop.BasketLine;
import fiveseal.manager.shop.Baskets;
import fiveseal.manager.shop.PastOrder;
import fiveseal.manager.shop.ShopOrders;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The shopper's basket, on its own page, at checkout, and as a number beside every page. */
@Named
@RequestScoped
public class BasketPage {
  /** What the page before may have done. */
  private static final Set<String> DONE = Set.of("put", "set", "taken", "accepted");

  private static final Set<String> NOT_DONE = Set.of("gone", "refused", "changed");

  @Inject private HttpServletRequest request;
  @Inject private Mall mall;
  @EJB private Baskets baskets;
  @EJB private ShopOrders orders;

  private Basket basket;
  private List<PastOrder> past;

  /**
   * One store's things in a basket.
   *
   * @param sells whether the store sells now
   */
  public record StoreLines(String storeName, boolean sells, List<BasketLine> lines) {
    /** Of what can be bought, in minor units. */
    public long amountMinor() {
      return lines.stream()
          .filter(line -> line.good().buyable())
          .mapToLong(BasketLine::amountMinor)
          .sum();
    }
  }

  public Basket getBasket() {
    if (basket == null) {
      basket =
          mall.isOpen()
              ? BasketCookie.secret(request)
                  .map(secret -> baskets.basket(mall.mallId(), secret))
                  .orElse(Basket.EMPTY)
              : Basket.EMPTY;
    }
    return basket;
  }

  /** By lower store. */
  public List<StoreLines> getStores() {
    Map<String, List<BasketLine>> byStore =
        getBasket().lines().stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.good().storeId(), LinkedHashMap::new, Collectors.toList()));
    return byStore.values().stream()
        .map(
            lines ->
                new StoreLines(
                    lines.get(0).good().storeName(), lines.get(0).good().storeSells(), lines))
        .toList();
  }

  /** What this shopper ordered lately. */
  public List<PastOrder> getPast() {
    if (past == null) {
      past =
          BasketCookie.secret(request)
              .map(secret -> orders.ofBasket(mall.mallId(), secret))
              .orElse(List.of());
    }
    return past;
  }

  public boolean isEmpty() {
    return getBasket().lines().isEmpty();
  }

  public boolean isOrderable() {
    return getBasket().orderable();
  }

  /** Whether the shopper must agree to a new price. */
  public boolean isPriceChanged() {
    return getBasket().lines().stream().anyMatch(BasketLine::priceChanged);
  }

  public String getCurrency() {
    return getBasket().currency().orElse("");
  }

  /** The id of the order that the basket becomes. */
  public String getOrderId() {
    return getBasket().orderId().orElse("");
  }

  /** The key of what was done; empty if nothing was. */
  public String getDone() {
    return said(DONE);
  }

  /** The key of what could not be done; empty if there is nothing. */
  public String getNotDone() {
    return said(NOT_DONE);
  }

  private String said(Set<String> known) {
    String said = request.getParameter("said");
    return said != null && known.contains(said) ? "basket.said." + said : "";
  }
}

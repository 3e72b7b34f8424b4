package fiveseal.mall.console;

import static fiveseal.manager.Role.MALL_ADMIN;

import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.manager.shop.TillOrder;
import fiveseal.manager.shop.TillOrderKey;
import fiveseal.manager.shop.TillOrderPage;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.ActTrail;
import fiveseal.web.Acts;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The desk: orders of the tills that wait for payment. A customer names the orders on their slips;
 * the desk ticks them, and one payment for all of them is shown to the customer's device.
 */
@Named
@RequestScoped
public class TillOrdersPage {
  private static final int ORDERS = 50;
  private static final int VALUE_MAX = 200;

  @Inject private HttpServletRequest request;
  @Inject private ShopTenant whose;
  @Inject private ActTrail trail;
  @EJB private ShopOrders orders;

  private TillOrderPage page;

  public List<TillOrder> getOrders() {
    return page().orders();
  }

  private TillOrderPage page() {
    if (page == null) {
      page = orders.open(whose.tenant(), parameter("q"), parameter("after"), ORDERS);
    }
    return page;
  }

  public boolean isMall() {
    return whose.isMall();
  }

  public String getSearch() {
    return parameter("q").orElse("");
  }

  /** Address of the start of this list; null on its first page. */
  public String getFirst() {
    return parameter("after").isPresent() ? "?q=" + encoded(getSearch()) : null;
  }

  /** Address of the following page; null at the end. */
  public String getNext() {
    return page()
        .next()
        .map(next -> "?q=" + encoded(getSearch()) + "&after=" + encoded(next))
        .orElse(null);
  }

  /**
   * Makes one payment out of the ticked orders, and goes to it.
   *
   * @throws ProtocolException as {@link ShopOrders#bundle} says
   */
  @Acts(MALL_ADMIN)
  public String bundle() {
    List<TillOrderKey> ticked = new ArrayList<>();
    String[] values = request.getParameterValues("order");
    for (String value : values == null ? new String[0] : values) {
      String[] parts = value.split("~", 2);
      if (parts.length != 2) {
        throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
      }
      ticked.add(new TillOrderKey(parts[0], parts[1]));
    }
    String named =
        ticked.stream()
            .map(key -> key.storeId() + " " + key.orderId())
            .collect(Collectors.joining(", "));
    ShopOrder bundle =
        trail.done("till-bundle", "", named, () -> orders.bundle(whose.tenant(), ticked));
    return "/order?faces-redirect=true&id=" + bundle.orderId();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Optional<String> parameter(String name) {
    return Optional.ofNullable(request.getParameter(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty() && value.length() <= VALUE_MAX);
  }
}

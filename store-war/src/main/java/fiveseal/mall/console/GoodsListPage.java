package fiveseal.mall.console;

import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodsDesk;
import fiveseal.manager.shop.GoodsFilter;
import fiveseal.manager.shop.GoodsPage;
import fiveseal.manager.shop.LowerStore;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The goods that who is signed in may change. */
@Named
@RequestScoped
public class GoodsListPage {
  private static final int GOODS = 50;
  private static final int VALUE_MAX = 100;

  @Inject private HttpServletRequest request;
  @Inject private ShopTenant whose;
  @EJB private GoodsDesk desk;

  private GoodsPage page;

  public List<Good> getGoods() {
    return page().goods();
  }

  private GoodsPage page() {
    if (page == null) {
      page =
          desk.goods(
              whose.tenant(),
              new GoodsFilter(parameter("store"), parameter("q"), parameter("after"), GOODS));
    }
    return page;
  }

  /** Those by which the list can be narrowed down. */
  public List<LowerStore> getStores() {
    return desk.stores(whose.tenant());
  }

  /** Why the goods of the store that is signed in are not offered; empty if they are. */
  public String getStopped() {
    return whose.isMall()
        ? ""
        : getStores().stream()
            .filter(store -> !store.sells())
            .findFirst()
            .map(ShopfrontPage::state)
            .orElse("");
  }

  public boolean isMall() {
    return whose.isMall();
  }

  public String getStore() {
    return parameter("store").orElse("");
  }

  public String getSearch() {
    return parameter("q").orElse("");
  }

  /** Address of the start of this list; null on its first page. */
  public String getFirst() {
    return parameter("after").isPresent() ? address(Optional.empty()) : null;
  }

  /** Address of the following page; null at the end. */
  public String getNext() {
    return page().next().isPresent() ? address(page().next()) : null;
  }

  private String address(Optional<String> after) {
    return "?store="
        + encoded(getStore())
        + "&q="
        + encoded(getSearch())
        + after.map(id -> "&after=" + encoded(id)).orElse("");
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

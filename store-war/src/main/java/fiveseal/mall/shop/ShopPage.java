package fiveseal.mall.shop;

import fiveseal.mall.Mall;
import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodsFilter;
import fiveseal.manager.shop.GoodsPage;
import fiveseal.manager.shop.LowerStore;
import fiveseal.manager.shop.Showcase;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The shop's front and one lower store's: who sells, what there is, and what a search finds. */
@Named
@RequestScoped
public class ShopPage {
  private static final int GOODS = 24;
  private static final int SEARCH_MAX = 100;

  @Inject private HttpServletRequest request;
  @Inject private Mall mall;
  @EJB private Showcase showcase;

  private GoodsPage goods;
  private List<LowerStore> stores;
  private LowerStore store;

  /** Whether there is a mall here at all. */
  public boolean isOpen() {
    return mall.isOpen();
  }

  public String getMallName() {
    return mall.name();
  }

  public List<LowerStore> getStores() {
    if (stores == null) {
      stores = showcase.stores(mall.mallId());
    }
    return stores;
  }

  /** The store whose page it is. */
  public LowerStore getStore() {
    if (store == null) {
      store =
          parameter("store")
              .flatMap(id -> showcase.store(mall.mallId(), id))
              .orElseThrow(ShopAction::notFound);
    }
    return store;
  }

  public List<Good> getGoods() {
    return page().goods();
  }

  private GoodsPage page() {
    if (goods == null) {
      goods =
          showcase.goods(
              mall.mallId(),
              new GoodsFilter(parameter("store"), parameter("q"), parameter("after"), GOODS));
    }
    return goods;
  }

  public String getSearch() {
    return parameter("q").orElse("");
  }

  public boolean isSearching() {
    return parameter("q").isPresent();
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
    StringBuilder query = new StringBuilder("?");
    parameter("store").ifPresent(id -> append(query, "store", id));
    parameter("q").ifPresent(text -> append(query, "q", text));
    after.ifPresent(id -> append(query, "after", id));
    return query.toString();
  }

  private static void append(StringBuilder query, String name, String value) {
    query.append(query.length() > 1 ? "&" : "").append(name).append('=');
    query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private Optional<String> parameter(String name) {
    return Optional.ofNullable(request.getParameter(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty() && value.length() <= SEARCH_MAX);
  }
}

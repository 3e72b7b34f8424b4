package fiveseal.storeapi;

import fiveseal.manager.http.EdgeFilter;
import fiveseal.manager.http.RateLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The edge of the store's, the operator's and the mall's APIs, and of the pages beside them. */
public class StoreEdgeFilter extends EdgeFilter {
  /** The header of the content security policy. */
  public static final String POLICY = "Content-Security-Policy";

  /** The pages say themselves what their scripts may be: each has a nonce of its own. */
  public static final String OF_PAGES =
      "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final long serialVersionUID = 1L;

  private static final String RATE = "fiveseal.rate.per-address-per-minute";
  private static final int RATE_DEFAULT = 6000;
  private static final List<String> APIS = List.of("/api/", "/operator/api/", "/mall/v1/");

  /** Who orders needs no name, and each order is kept for good. */
  private static final String ORDERING_RATE = "fiveseal.rate.orders-per-address-per-minute";

  private static final int ORDERING_RATE_DEFAULT = 60;
  private static final String ORDERING = "/order/make";
  private static final String SHOPPING_RATE = "fiveseal.rate.shop-posts-per-address-per-minute";
  private static final int SHOPPING_RATE_DEFAULT = 300;
  private static final List<String> SHOPPING = List.of("/basket/", "/order/");

  /** The page that does what an API's method does; as a file it ends otherwise. */
  private static final List<String> ENROLLING = List.of("/enrol", "/enrol.xhtml");

  private transient RateLimit perAddress;
  private transient RateLimit perAddressOfTheMall;
  private transient RateLimit orderingPerAddress;
  private transient RateLimit shoppingPerAddress;

  @Override
  public void init() {
    Config config = ConfigProvider.getConfig();
    perAddress = limit(config, RATE, RATE_DEFAULT);
    perAddressOfTheMall = limit(config, RATE, RATE_DEFAULT);
    orderingPerAddress = limit(config, ORDERING_RATE, ORDERING_RATE_DEFAULT);
    shoppingPerAddress = limit(config, SHOPPING_RATE, SHOPPING_RATE_DEFAULT);
  }

  private static RateLimit limit(Config config, String property, int otherwise) {
    int rate = config.getOptionalValue(property, Integer.class).orElse(otherwise);
    return new RateLimit(rate, System::nanoTime);
  }

  /**
   * Whether programs are answered there rather than readers of pages.
   *
   * @param path from the context root
   */
  public static boolean isForPrograms(String path) {
    return APIS.stream().anyMatch(path::startsWith);
  }

  @Override
  protected boolean isApi(String path) {
    return isForPrograms(path);
  }

  @Override
  protected String pagePolicy(String path) {
    return OF_PAGES;
  }

  /**
   * What the manager pushes to the mall is not counted with what the mall asks of the manager: on
   * one machine both come from the same address.
   */
  @Override
  protected void admit(String path, String address) {
    RateLimit limit = path.startsWith("/mall/v1/") ? perAddressOfTheMall : perAddress;
    limit.take(address);
  }

  @Override
  protected void admitToPage(HttpServletRequest request) {
    String path = request.getServletPath();
    if (request.getMethod().equals("POST") && ENROLLING.contains(path)) {
      perAddress.take(request.getRemoteAddr());
    }
    if (request.getMethod().equals("POST") && SHOPPING.stream().anyMatch(path::startsWith)) {
      shoppingPerAddress.take(request.getRemoteAddr());
      if (path.equals(ORDERING)) {
        orderingPerAddress.take(request.getRemoteAddr());
      }
    }
  }
}

package fiveseal.storeapi;

import fiveseal.manager.http.EdgeFilter;
import fiveseal.manager.http.RateLimit;
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

  private transient RateLimit perAddress;

  @Override
  public void init() {
    Config config = ConfigProvider.getConfig();
    int rate = config.getOptionalValue(RATE, Integer.class).orElse(RATE_DEFAULT);
    perAddress = new RateLimit(rate, System::nanoTime);
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
  protected String pagePolicy() {
    return OF_PAGES;
  }

  @Override
  protected void admit(String address) {
    perAddress.take(address);
  }
}

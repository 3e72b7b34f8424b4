package fiveseal.clientapi;

import fiveseal.manager.http.EdgeFilter;
import jakarta.inject.Inject;

/** The edge of the client's API and of the holder's wallet beside it. */
public class ClientEdgeFilter extends EdgeFilter {
  private static final long serialVersionUID = 1L;

  private static final String API = "/api/";

  /** Of pages that run only their own scripts, and reach their server and the holder's machine. */
  private static final String OF_PAGES =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; worker-src 'self';"
          + " manifest-src 'self'; connect-src 'self' http://127.0.0.1:*; object-src 'none';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private transient ReceiptPagePolicy ofReceiptPage;

  @Inject private transient Rates rates;

  @Override
  public void init() {
    ofReceiptPage = ReceiptPagePolicy.of(getServletContext());
  }

  @Override
  protected String pagePolicy(String path) {
    return path.equals(ReceiptPagePolicy.PAGE) ? ofReceiptPage.policy() : OF_PAGES;
  }

  @Override
  protected boolean isApi(String path) {
    return path.startsWith(API);
  }

  @Override
  protected void admit(String path, String address) {
    rates.address(address);
  }
}

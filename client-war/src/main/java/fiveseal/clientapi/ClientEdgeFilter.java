package fiveseal.clientapi;

import fiveseal.manager.http.EdgeFilter;
import jakarta.inject.Inject;

/** The edge of the client's API and of the page beside it. */
public class ClientEdgeFilter extends EdgeFilter {
  private static final long serialVersionUID = 1L;

  private static final String API = "/api/";

  @Inject private transient Rates rates;

  @Override
  protected boolean isApi(String path) {
    return path.startsWith(API);
  }

  @Override
  protected void admit(String path, String address) {
    rates.address(address);
  }
}

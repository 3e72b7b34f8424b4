package fiveseal.operator;

import fiveseal.manager.http.Parameters;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import java.util.Optional;

/** Which page of a list is wanted, as it stands in the query, checked. */
final class PageParameters {
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;

  private PageParameters() {}

  /** 1 … 200; 50 if absent. */
  static int limit(String query) {
    return (int) Parameters.integer("limit", query, 1, LIMIT_MAX).orElse(LIMIT_DEFAULT);
  }

  /** False if absent. */
  static boolean flag(String name, String query) {
    if (query != null && !query.equals("true") && !query.equals("false")) {
      throw ProtocolException.malformed(name + " is neither true nor false");
    }
    return "true".equals(query);
  }

  /** The id after which the page begins. */
  static Optional<String> after(String query) {
    if (query != null && !UuidV7.isCanonical(query)) {
      throw ProtocolException.malformed("after does not have its form");
    }
    return Optional.ofNullable(query);
  }
}

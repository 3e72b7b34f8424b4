package fiveseal.operator;

import fiveseal.manager.http.Parameters;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which page of a list is wanted, as it stands in the query, checked. */
final class PageParameters {
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

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

  /** {@code after} in a list of settlements. */
  static Optional<String> settlement(String after) {
    return checked(after, after == null || UuidV7.isCanonical(after));
  }

  /** {@code after} in a list of payments and updates. */
  static Optional<String> any(String after) {
    return checked(after, after == null || UUID.matcher(after).matches());
  }

  private static Optional<String> checked(String after, boolean formed) {
    if (!formed) {
      throw ProtocolException.malformed("after does not have its form");
    }
    return Optional.ofNullable(after);
  }
}

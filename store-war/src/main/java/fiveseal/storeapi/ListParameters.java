package fiveseal.storeapi;

import fiveseal.manager.http.Parameters;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What narrows a list of settlements, as it stands in the query, checked. */
final class ListParameters {
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;
  private static final Pattern STORE_MADE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Set<String> STATES =
      Set.of(
          "REQUESTED",
          "ISSUED",
          "COMPLETED",
          "RECEIPTED",
          "DECLINED",
          "EXPIRED",
          "CANCELLED",
          "IN_DOUBT",
          "REVERSED");

  private ListParameters() {}

  /** 1 … 200; 50 if absent. */
  static int limit(String query) {
    return (int) Parameters.integer("limit", query, 1, LIMIT_MAX).orElse(LIMIT_DEFAULT);
  }

  /** Seconds UTC. */
  static OptionalLong seconds(String name, String query) {
    return Parameters.integer(name, query, 0, Long.MAX_VALUE);
  }

  static Optional<String> after(String query) {
    return matching("after", query, UuidV7::isCanonical);
  }

  static Optional<String> requestId(String query) {
    return matching("requestId", query, STORE_MADE_ID.asMatchPredicate());
  }

  static Optional<String> state(String query) {
    if (query != null && !STATES.contains(query)) {
      throw ProtocolException.malformed("state is none of a settlement's states");
    }
    return Optional.ofNullable(query);
  }

  private static Optional<String> matching(String name, String query, Predicate<String> form) {
    if (query != null && !form.test(query)) {
      throw ProtocolException.malformed(name + " does not have its form");
    }
    return Optional.ofNullable(query);
  }
}

package fiveseal.storeapi;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands in a path or a query, checked. */
final class Parameters {
  private static final int WAIT_SECONDS_MAX = 30;
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern STORE_MADE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,11}");
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

  private Parameters() {}

  /**
   * @throws ProtocolException {@code not-found}: nothing has an id of another form
   */
  static String id(String path) {
    if (!UUID.matcher(path).matches()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    return path;
  }

  /** Whole seconds, 0 … 30; 0 if absent. */
  static int waitSeconds(String query) {
    return (int) integer("wait", query, 0, WAIT_SECONDS_MAX).orElse(0);
  }

  /** 1 … 200; 50 if absent. */
  static int limit(String query) {
    return (int) integer("limit", query, 1, LIMIT_MAX).orElse(LIMIT_DEFAULT);
  }

  /** Seconds UTC. */
  static OptionalLong seconds(String name, String query) {
    return integer(name, query, 0, Long.MAX_VALUE);
  }

  static Optional<String> after(String query) {
    return matching("after", query, UUID);
  }

  static Optional<String> requestId(String query) {
    return matching("requestId", query, STORE_MADE_ID);
  }

  static Optional<String> state(String query) {
    if (query != null && !STATES.contains(query)) {
      throw ProtocolException.malformed("state is none of a settlement's states");
    }
    return Optional.ofNullable(query);
  }

  private static OptionalLong integer(String name, String query, long min, long max) {
    if (query == null) {
      return OptionalLong.empty();
    }
    if (!INTEGER.matcher(query).matches()) {
      throw ProtocolException.malformed(name + " is not an integer");
    }
    long value = Long.parseLong(query);
    if (value < min || value > max) {
      throw ProtocolException.malformed(name + " is not within " + min + " … " + max);
    }
    return OptionalLong.of(value);
  }

  private static Optional<String> matching(String name, String query, Pattern form) {
    if (query != null && !form.matcher(query).matches()) {
      throw ProtocolException.malformed(name + " does not have its form");
    }
    return Optional.ofNullable(query);
  }
}

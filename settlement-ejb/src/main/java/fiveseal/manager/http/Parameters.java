package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What stands in a path or a query, checked. */
public final class Parameters {
  private static final int WAIT_SECONDS_MAX = 30;
  private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,11}");

  private Parameters() {}

  /**
   * @throws ProtocolException {@code not-found}: nothing has an id of another form
   */
  public static String id(String path) {
    if (!UuidV7.isCanonical(path)) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    return path;
  }

  /**
   * Whole seconds, 0 … 30; 0 if absent.
   *
   * @throws ProtocolException {@code message-malformed}
   */
  public static int waitSeconds(String query) {
    return (int) integer("wait", query, 0, WAIT_SECONDS_MAX).orElse(0);
  }

  /**
   * At most 12 digits, without sign or leading zeros; empty if absent.
   *
   * @param query the value, or null
   * @throws ProtocolException {@code message-malformed} for another form or outside min … max
   */
  public static OptionalLong integer(String name, String query, long min, long max) {
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
}

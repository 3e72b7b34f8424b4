package fiveseal.clientapi;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.regex.Pattern;

/** What stands in a path or a query, checked. */
final class Parameters {
  private static final int WAIT_SECONDS_MAX = 30;
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern STORE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]?");

  private Parameters() {}

  /**
   * @throws ProtocolException {@code not-found}: nothing has an id of another form
   */
  static String id(String path) {
    if (!isUuid(path)) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    return path;
  }

  /** Canonical and lower case, of any version. */
  static boolean isUuid(String text) {
    return UUID.matcher(text).matches();
  }

  static boolean isStoreId(String text) {
    return STORE_ID.matcher(text).matches();
  }

  /** Whole seconds, 0 … 30; 0 if absent. */
  static int waitSeconds(String query) {
    if (query == null) {
      return 0;
    }
    if (!SECONDS.matcher(query).matches() || Integer.parseInt(query) > WAIT_SECONDS_MAX) {
      throw ProtocolException.malformed("wait is not within 0 … 30");
    }
    return Integer.parseInt(query);
  }
}

package fiveseal.operator;

import fiveseal.manager.http.Parameters;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.regex.Pattern;

/** What may stand in a path; anything else names nothing. */
final class OperatorIds {
  private static final Pattern STORE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");

  private OperatorIds() {}

  static String store(String path) {
    return matching(path, STORE);
  }

  /** An RFC 7638 thumbprint. */
  static String key(String path) {
    return matching(path, KEY);
  }

  /** A settlement's or a value update's. */
  static String trace(String path) {
    return Parameters.id(path);
  }

  static String decision(String path) {
    return Parameters.id(path);
  }

  static String bureau(String path) {
    return Parameters.id(path);
  }

  static String batch(String path) {
    return Parameters.id(path);
  }

  private static String matching(String path, Pattern form) {
    if (!form.matcher(path).matches()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    return path;
  }
}

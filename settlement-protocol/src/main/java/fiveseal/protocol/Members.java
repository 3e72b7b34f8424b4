package fiveseal.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the records of the messages share: how members are read, checked and written. */
final class Members {
  private static final int ID_CHARACTERS_MAX = 64;
  private static final int TEXT_CODE_POINTS_MAX = 200;
  private static final int URL_CHARACTERS_MAX = 2000;
  private static final int THUMBPRINT_BYTES = 32;

  private Members() {}

  /** An id that a store made, or a store's own. */
  static String id(JsonMembers members, String name) {
    return requireId(members.text(name), name);
  }

  static String requireId(String id, String name) {
    if (!isStoreMade(id)) {
      throw ProtocolException.malformed(name + " is not [A-Za-z0-9._-]{1,64}");
    }
    return id;
  }

  private static boolean isStoreMade(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= ID_CHARACTERS_MAX;
  }

  /** An id of the manager's or of a client device's: a UUID in lower case. */
  static String uuid(JsonMembers members, String name) {
    String id = members.text(name);
    if (!UuidV7.isCanonical(id)) {
      throw ProtocolException.malformed(name + " is not a UUID in lower case");
    }
    return id;
  }

  /** RFC 7638 SHA-256 thumbprint, base64url. */
  static String requireThumbprint(String kid, String name) {
    if (Base64Url.decode(kid).length != THUMBPRINT_BYTES) {
      throw ProtocolException.malformed(name + " is no SHA-256 thumbprint");
    }
    return kid;
  }

  /** A text for people: 1 … 200 code points, no control characters. */
  static String requireText(String text, String name) {
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > TEXT_CODE_POINTS_MAX) {
      throw ProtocolException.malformed(name + " has not 1 … 200 characters");
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.CONTROL)) {
      throw ProtocolException.malformed(name + " has a control character");
    }
    return text;
  }

  static String text(JsonMembers members, String name) {
    return requireText(members.text(name), name);
  }

  static String url(JsonMembers members, String name) {
    String url = members.text(name);
    if (url.isEmpty() || url.length() > URL_CHARACTERS_MAX) {
      throw ProtocolException.malformed(name + " has not 1 … 2000 characters");
    }
    return url;
  }

  /** Bytes in canonical base64url, at least one. */
  static String requireBytes(String text, String name, int bytesMax) {
    int length = Base64Url.decode(text).length;
    if (length == 0 || length > bytesMax) {
      throw ProtocolException.malformed(name + " has not 1 … " + bytesMax + " bytes");
    }
    return text;
  }

  static Amount amount(JsonMembers members) {
    return Amount.of(members.integer("amount"), members.text("currency"));
  }

  static void version(JsonMembers members) {
    if (members.integer("ver") != 1) {
      throw ProtocolException.refused("ver is not 1");
    }
  }

  static void audienceIs(String expected, JsonMembers members) {
    if (!members.text("aud").equals(expected)) {
      throw ProtocolException.refused("aud is not " + expected);
    }
  }

  /** Lines are 1 … 100 and add up to the amount exactly. */
  static void requireLines(List<Long> amounts, Amount total) {
    if (amounts.isEmpty() || amounts.size() > 100) {
      throw ProtocolException.refused("not 1 … 100 lines");
    }
    amounts.forEach(Amount::requireInRange);
    if (amounts.stream().mapToLong(Long::longValue).sum() != total.minor()) {
      throw ProtocolException.refused("the lines do not add up to the amount");
    }
  }

  /** The form of {@code exp}, whatever the time is now. */
  static void requireLifetime(long iat, long exp) {
    if (exp <= iat || exp - iat > 24 * 60 * 60) {
      throw ProtocolException.refused("exp is not later than iat by at most 24 hours");
    }
  }

  /** {@code ver} and {@code iss}, with which every message begins. */
  static Map<String, Object> begin(String iss) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ver", 1);
    members.put("iss", iss);
    return members;
  }
}

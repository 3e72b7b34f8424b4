package fiveseal.clientdevice;

import fiveseal.protocol.UuidV7;
import java.net.URI;

/**
 * A store's link to a payment: {@code <client base>/#settlement=<id>}.
 *
 * @param clientBase such as {@code http://localhost:8080/client}
 */
record PayUrl(URI clientBase, String settlementId) {
  private static final String FRAGMENT = "settlement=";

  /**
   * @throws DeviceException if the text is no such link
   */
  static PayUrl parse(String text) {
    try {
      int hash = text.indexOf('#');
      if (hash < 0 || !text.startsWith(FRAGMENT, hash + 1)) {
        throw new IllegalArgumentException("no settlement after #");
      }
      String settlementId = text.substring(hash + 1 + FRAGMENT.length());
      if (!UuidV7.isCanonical(settlementId)) {
        throw new IllegalArgumentException("no settlement's id");
      }
      return new PayUrl(base(text.substring(0, hash)), settlementId);
    } catch (IllegalArgumentException e) {
      throw new DeviceException(
          Outcome.USAGE,
          "This is no payment link; it looks like http://HOST/client/#settlement=ID"
              + " (quote it, so that your shell keeps what follows #).",
          e);
    }
  }

  /**
   * An absolute http or https address without query and fragment, without a slash at the end.
   *
   * @throws IllegalArgumentException if it is none
   */
  static URI base(String text) {
    URI uri = URI.create(ServerConnection.withoutSlash(text));
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException("no http or https address");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("a query or fragment in a base address");
    }
    return uri;
  }
}

package fiveseal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Whether a form was sent by a page of this application, as the browser itself tells. */
final class OwnPages {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private OwnPages() {}

  /**
   * Whether the request changes nothing, or comes from this application's pages, or from a program
   * that is no browser.
   */
  static boolean sent(HttpServletRequest request) {
    if (reads(request)) {
      return true;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    return origin == null || isHost(origin, request.getHeader("Host"));
  }

  /** Whether the request changes nothing. */
  static boolean reads(HttpServletRequest request) {
    return READING.contains(request.getMethod());
  }

  private static boolean isHost(String origin, String host) {
    int slashes = origin.indexOf("//");
    return slashes > 0 && origin.substring(slashes + 2).equalsIgnoreCase(host);
  }
}

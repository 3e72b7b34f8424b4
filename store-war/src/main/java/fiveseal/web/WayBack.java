package fiveseal.web;

import java.util.regex.Pattern;

/** A place in this application to return to; what leads anywhere else leads to its start. */
final class WayBack {
  private static final String START = "/";

  /** A path from the context root without anything that a browser may take for another host. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "/(?:[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*/?)?(?:\\?[A-Za-z0-9_.~%&=+:@,*-]*)?");

  private static final int LENGTH_MAX = 2000;

  private WayBack() {}

  /**
   * @param path from the context root, or null
   */
  static String of(String path) {
    return path != null
            && path.length() <= LENGTH_MAX
            && !path.contains("..")
            && INSIDE.matcher(path).matches()
        ? path
        : START;
  }
}

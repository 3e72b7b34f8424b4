package fiveseal.web;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to go after signing in: a page of the consoles, from the context root, and nothing that a
 * browser could take for another host.
 */
final class BackPath {
  private static final int LENGTH_MAX = 2000;

  private static final Pattern PAGE =
      Pattern.compile(
          "/(?:console|operator|account)(?:/[A-Za-z0-9_-]+)*/?(?:\\?[A-Za-z0-9_.~%&=+:@,*-]*)?");

  private static final Pattern API = Pattern.compile("/operator/api(?:[/?].*)?");

  private BackPath() {}

  /**
   * @param path from the context root, or null
   * @return empty if it is no such page
   */
  static Optional<String> of(String path) {
    return Optional.ofNullable(path)
        .filter(text -> text.length() <= LENGTH_MAX)
        .filter(text -> PAGE.matcher(text).matches())
        .filter(text -> !API.matcher(text).matches());
  }
}

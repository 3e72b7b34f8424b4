package fiveseal.web;

import java.util.Optional;
import java.util.regex.Pattern;

/** A place in this application to return to, and nothing that a browser takes for another host. */
final class WayBack {
  private static final Pattern INSIDE =
      Pattern.compile(
          "/(?:[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*/?)?(?:\\?[A-Za-z0-9_.~%&=+:@,*-]*)?");

  private static final int LENGTH_MAX = 2000;

  private WayBack() {}

  /**
   * Any page of this application.
   *
   * @param path from the context root, with its query, or null
   * @return empty if it is no such page
   */
  static Optional<String> of(String path) {
    return Optional.ofNullable(path)
        .filter(text -> text.length() <= LENGTH_MAX)
        .filter(text -> !text.contains(".."))
        .filter(text -> INSIDE.matcher(text).matches());
  }

  /** A page that one signs in for: to this one comes back who had to sign in. */
  static Optional<String> afterSignIn(String path) {
    return of(path).filter(text -> PageRoles.of(text.replaceFirst("\\?.*", "")).isPresent());
  }
}

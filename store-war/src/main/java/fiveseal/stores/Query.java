package fiveseal.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;

/** The query of a page's address, with what is given and nothing else. */
final class Query {
  private final StringBuilder text = new StringBuilder();

  Query add(String name, Optional<String> value) {
    value.ifPresent(
        given ->
            text.append(text.length() == 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(given, UTF_8)));
    return this;
  }

  /** Relative to the page itself. */
  String text() {
    return text.length() == 0 ? "?" : text.toString();
  }
}

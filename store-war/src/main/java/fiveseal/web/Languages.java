package fiveseal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The reader's language and colours: what they chose, else what their browser asks for. */
@Named("languages")
@RequestScoped
public class Languages {
  static final String LANGUAGE_COOKIE = "fiveseal-language";
  static final String COLOURS_COOKIE = "fiveseal-colours";

  static final List<String> SPOKEN = List.of("en", "ja");
  static final List<String> COLOURS = List.of("auto", "light", "dark");

  @Inject private HttpServletRequest request;

  public Locale getCurrent() {
    return Locale.forLanguageTag(
        cookie(LANGUAGE_COOKIE).filter(SPOKEN::contains).orElseGet(this::asked));
  }

  private String asked() {
    String asked = request.getLocale().getLanguage();
    return SPOKEN.contains(asked) ? asked : SPOKEN.get(0);
  }

  /** {@code auto}, {@code light} or {@code dark}. */
  public String getColours() {
    return cookie(COLOURS_COOKIE).filter(COLOURS::contains).orElse(COLOURS.get(0));
  }

  private Optional<String> cookie(String name) {
    return Optional.ofNullable(request.getCookies()).stream()
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }
}

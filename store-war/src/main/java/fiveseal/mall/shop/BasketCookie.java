package fiveseal.mall.shop;

import fiveseal.web.CookieTransport;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The shopper's own proof that a basket is theirs: a secret that their browser alone keeps, and
 * sends with nothing that another site begins.
 */
final class BasketCookie {
  private static final String NAME = "fiveseal-basket";
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final int DAYS_30 = 30 * 24 * 60 * 60;

  private BasketCookie() {}

  static Optional<String> secret(HttpServletRequest request) {
    return Optional.ofNullable(request.getCookies()).stream()
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(Cookie::getValue)
        .filter(value -> SECRET.matcher(value).matches())
        .findFirst();
  }

  static void give(HttpServletRequest request, HttpServletResponse response, String secret) {
    Cookie cookie = new Cookie(NAME, secret);
    cookie.setPath(request.getContextPath() + "/");
    cookie.setMaxAge(DAYS_30);
    cookie.setHttpOnly(true);
    cookie.setSecure(CookieTransport.isTlsOnly());
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }
}

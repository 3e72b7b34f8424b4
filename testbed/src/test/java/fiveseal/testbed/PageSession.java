package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The store side's pages without a browser: what the server answers to whom. */
final class PageSession {
  private static final Pattern HIDDEN =
      Pattern.compile(
          "<input(?=[^>]*type=\"hidden\")[^>]*\\bname=\"([^\"]+)\"[^>]*\\bvalue=\"([^\"]*)\"");

  /** What differs between two answers that say the same. */
  private static final Pattern FRESH =
      Pattern.compile(
          "nonce=\"[^\"]*\"|csp\\.init\\('[^']*'\\)|value=\"[-0-9]+:[-0-9]+\"|back=[^\"]*");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String base;

  private PageSession(String base) {
    this.base = base;
  }

  /** Nobody is signed in. */
  static PageSession of(String baseUrl) {
    return new PageSession(baseUrl + "/store");
  }

  /**
   * What the server answered.
   *
   * @param location where it redirects to; empty otherwise
   * @param cookies what it would have the browser keep
   */
  record Answer(int status, String location, List<String> cookies, String body) {

    /** The page without what is new in every answer. */
    String essence() {
      return FRESH.matcher(body).replaceAll("");
    }
  }

  PageSession signIn(String name, String password) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("login-name", name);
    form.put("login-password", password);
    form.put("login-code", "");
    form.put("login-sign-in", "");
    Answer answer = post("/login", form);
    assertThat(answer.status()).as(answer.body()).isIn(302, 303);
    return this;
  }

  /** What the browser would keep by now. */
  List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies();
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
  }

  /** Opens the page and sends a form of it to itself, with the hidden fields that it has. */
  Answer post(String path, Map<String, String> fields) {
    String named = "name=\"" + fields.keySet().iterator().next() + "\"";
    return send(path, formWith(named, get(path).body()), fields);
  }

  /**
   * Opens the page and sends its form that goes elsewhere, with the hidden fields that it has.
   *
   * @param action where the form goes, from the context root
   */
  Answer press(String page, String action, Map<String, String> fields) {
    String going = "action=\"/store" + action + "\"";
    return send(action, formWith(going, get(page).body()), fields);
  }

  private Answer send(String path, String form, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(form);
    while (hidden.find()) {
      all.put(hidden.group(1), hidden.group(2));
    }
    all.putAll(fields);
    return send(path, all);
  }

  /** Sends these fields and no others, as a form of our own pages. */
  Answer send(String path, Map<String, String> fields) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", base.replaceFirst("/store$", ""))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")))));
  }

  /** Of a page's forms the first in which that stands; if it stands in none, all of them. */
  private static String formWith(String text, String page) {
    return Stream.of(page.split("<form "))
        .skip(1)
        .filter(form -> form.contains(text))
        .findFirst()
        .map(form -> form.substring(0, form.indexOf("</form>")))
        .orElse(page);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Location").orElse(""),
          response.headers().allValues("Set-Cookie"),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out, and what a session is worth, on the running application. */
@Tag("browser")
class AccessIT extends OnDeployedMall {
  private static final DemoUser OPERATOR = DemoUser.ALL.get(1);
  private static final DemoUser MALL_ADMIN = DemoUser.ALL.get(3);
  private static final DemoUser BAKERY = DemoUser.ALL.get(4);
  private static final Pattern COOKIE = Pattern.compile("fiveseal-session=([^;]+)");
  private static final Pattern VIEW =
      Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]*)\"");

  private final Mall mall = Mall.get();
  private final HttpClient client = HttpClient.newHttpClient();

  // --- by HTTP

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(mall.http().baseUrl() + "/store" + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> signIn(String name, String password, String back, String cookie)
      throws Exception {
    Matcher view = VIEW.matcher(send(request("/login")).body());
    assertThat(view.find()).isTrue();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("login", "login");
    form.put("login-name", name);
    form.put("login-password", password);
    form.put("login-sign-in", "Sign in");
    form.put("back", back);
    form.put("jakarta.faces.ViewState", view.group(1));
    HttpRequest.Builder request =
        request("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
    return send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private String signedIn(DemoUser user) throws Exception {
    return cookie(signIn(user.name(), mall.password(user), "", ""));
  }

  private static String cookie(HttpResponse<String> reply) {
    List<String> cookies = reply.headers().allValues("Set-Cookie");
    Matcher last = COOKIE.matcher(cookies.get(cookies.size() - 1));
    assertThat(last.find()).isTrue();
    return last.group();
  }

  private static String location(HttpResponse<String> reply) {
    assertThat(reply.statusCode() / 100).as(reply.body()).isEqualTo(3);
    return URI.create(reply.headers().firstValue("Location").orElseThrow()).getRawPath()
        + "?"
        + URI.create(reply.headers().firstValue("Location").orElseThrow()).getRawQuery();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/operator/",
        "/operator/stores",
        "/operator/not-there",
        "/console/",
        "/account",
        "/operator/users.xhtml",
        "//operator/",
        "/%6fperator/stores"
      })
  void page_withoutSignIn_leadsToSigningIn(String path) throws Exception {
    HttpResponse<String> reply = send(request(path));

    assertThat(location(reply)).startsWith("/store/login?").doesNotContain("again");
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void page_askedForByScript_leadsToSigningInToo() throws Exception {
    HttpResponse<String> reply =
        send(request("/operator/stores").header("Faces-Request", "partial/ajax"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).contains("<redirect url=\"/store/login?back=%2Foperator%2Fstores");
  }

  @Test
  void cookie_thatTheServerDoesNotKnow_isAskedToSignInAgain() throws Exception {
    HttpResponse<String> reply =
        send(
            request("/operator/stores?state=ACTIVE")
                .header("Cookie", "fiveseal-session=0123456789abcdef"));

    assertThat(location(reply))
        .isEqualTo("/store/login?back=%2Foperator%2Fstores%3Fstate%3DACTIVE&again=true");
  }

  @Test
  void signIn_changesTheSessionsId_andGivesACookieThatScriptsAndOthersDoNotGet() throws Exception {
    String before = signedIn(OPERATOR);

    HttpResponse<String> reply =
        signIn(MALL_ADMIN.name(), mall.password(MALL_ADMIN), "/console/", before);

    assertThat(location(reply)).startsWith("/store/console/");
    assertThat(cookie(reply)).isNotEqualTo(before);
    assertThat(reply.headers().allValues("Set-Cookie"))
        .anySatisfy(
            set ->
                assertThat(set)
                    .contains("HttpOnly")
                    .containsIgnoringCase("SameSite=Lax")
                    .contains("/store"));
    assertThat(location(send(request("/operator/").header("Cookie", before))))
        .as("the session of before is over")
        .contains("/store/login");
  }

  @ParameterizedTest
  @CsvSource({
    "/operator/stores, /store/operator/stores",
    "//evil.example/, /store/operator/",
    "https://evil.example/operator/, /store/operator/",
    "/\\evil.example, /store/operator/",
    "/operator/api/v1/stores, /store/operator/",
    "'', /store/operator/"
  })
  void signIn_leadsNowhereElse(String back, String to) throws Exception {
    HttpResponse<String> reply = signIn(OPERATOR.name(), mall.password(OPERATOR), back, "");

    assertThat(reply.headers().firstValue("Location").orElseThrow())
        .isIn(to, mall.http().baseUrl() + to);
  }

  @Test
  void wrongPasswords_areToldNothing_andSlowedDown() throws Exception {
    String nobody = "nobody-" + UUID.randomUUID().toString().substring(0, 8);
    String first = signIn(nobody, "a wrong password", "", "").body();
    assertThat(first).contains("Name, password or code is wrong.");
    String last = first;
    for (int i = 0; i < 8 && !last.contains("Too many attempts"); i++) {
      last = signIn(nobody, "a wrong password", "", "").body();
    }
    assertThat(last).contains("Too many attempts");
    assertThat(signIn(OPERATOR.name(), mall.password(OPERATOR), "", "").statusCode())
        .as("others are not slowed down")
        .isEqualTo(302);
  }

  @Test
  void form_ofAnotherSite_isNotTaken() throws Exception {
    String session = signedIn(OPERATOR);
    for (Map.Entry<String, String> foreign :
        Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example").entrySet()) {
      HttpResponse<String> reply =
          send(
              request("/logout")
                  .header("Cookie", session)
                  .header(foreign.getKey(), foreign.getValue())
                  .POST(HttpRequest.BodyPublishers.noBody()));
      assertThat(reply.statusCode()).isEqualTo(404);
    }
    assertThat(send(request("/operator/").header("Cookie", session)).statusCode()).isEqualTo(200);
  }

  @Test
  void signOut_endsTheSession_onTheServerToo() throws Exception {
    String session = signedIn(OPERATOR);
    assertThat(send(request("/operator/").header("Cookie", session)).statusCode()).isEqualTo(200);

    HttpResponse<String> reply =
        send(
            request("/logout").header("Cookie", session).POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(location(reply)).isEqualTo("/store/login?out=true");
    assertThat(location(send(request("/operator/").header("Cookie", session))))
        .contains("/store/login");
  }

  @ParameterizedTest
  @CsvSource({
    "/operator/, 404",
    "/operator/users, 404",
    "/console/users, 404",
    "/console/trail, 404",
    "/console/user?id=01234567-89ab-7def-8123-456789abcdef, 404",
    "/console/, 200",
    "/account, 200"
  })
  void lowerStore_findsItsOwnPagesOnly(String path, int status) throws Exception {
    String session = signedIn(BAKERY);

    assertThat(send(request(path).header("Cookie", session)).statusCode()).isEqualTo(status);
  }

  /** The shop's part of the console is there for those whose mall is served here. */
  @Test
  void lowerStore_ofAMallThatIsNotServedHere_isShownNoPagesOfTheShop() throws Exception {
    String tag = UUID.randomUUID().toString().substring(0, 8);
    DemoStore elsewhere = mall.newStore().store();
    DemoStore stall = new DemoStore("stall-" + tag, "A stall", Optional.of(elsewhere.id()), 50, 10);
    mall.operator().register(stall);
    DemoUser seller =
        new DemoUser("seller-" + tag, "A seller", "LOWER_STORE", Optional.of(stall.id()));
    mall.operator().admit(seller, "four kind red foxes");

    String own = page(signedIn(BAKERY));
    String others = page(cookie(signIn(seller.name(), "four kind red foxes", "", "")));

    assertThat(own).contains("/console/settlements", "/console/goods", "/console/orders");
    assertThat(others)
        .contains("/console/settlements")
        .doesNotContain("/console/goods", "/console/orders");
  }

  private String page(String session) throws Exception {
    HttpResponse<String> reply = send(request("/console/").header("Cookie", session));
    assertThat(reply.statusCode()).isEqualTo(200);
    return reply.body();
  }

  @Test
  void session_opensNoInterface() throws Exception {
    String session = signedIn(OPERATOR);
    HttpResponse<String> reply =
        send(
            request("/operator/api/v1/reports/doubts")
                .header("Cookie", session)
                .header("Accept", "text/html, */*"));

    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(reply.headers().firstValue("Content-Type").orElse("")).contains("json");
  }

  // --- in the browser

  @Test
  void user_isMade_choosesAPassword_andIsDisabled() throws IOException {
    String name = "new-" + UUID.randomUUID().toString().substring(0, 8);
    Browser browser = Browser.afresh(mall.http().baseUrl());
    browser.signIn(MALL_ADMIN.name(), mall.password(MALL_ADMIN)).open("/console/users");
    browser.type("Name", name).type("Name for people", "<b>New</b> One");
    browser.choose("Role", "Lower store").choose("Lower store", "Bakery").press("Create");
    String given = browser.find("#given-password").getText();
    assertThat(browser.text()).contains(name).contains("<b>New</b> One");

    browser = Browser.afresh(mall.http().baseUrl()).signIn(name, given);
    assertThat(browser.path()).isEqualTo("/account");
    assertThat(browser.open("/console/").path()).isEqualTo("/account");
    browser.type("Present password", given).type("New password", "short");
    browser.type("New password again", "short").press("Change password");
    assertThat(browser.text()).contains("fewer than 12 characters");
    browser.type("Present password", given).type("New password", "four kind red foxes");
    browser.type("New password again", "four kind red foxes").press("Change password");
    assertThat(browser.path()).isEqualTo("/console/");

    Browser admin = Browser.afresh(mall.http().baseUrl());
    admin.signIn(MALL_ADMIN.name(), mall.password(MALL_ADMIN)).open("/console/users");
    admin.press(name).press("Disable");
    assertThat(admin.text()).contains("The user was disabled.").contains("Disabled");
    admin.open("/console/trail");
    assertThat(admin.text()).contains("User disabled").contains(name).doesNotContain(given);

    Browser gone = Browser.afresh(mall.http().baseUrl()).signIn(name, "four kind red foxes");
    assertThat(gone.text()).contains("Name, password or code is wrong.");
  }
}

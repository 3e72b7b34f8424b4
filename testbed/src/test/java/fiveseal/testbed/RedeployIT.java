package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WindowType;

/**
 * The application is deployed anew, or a session ends, while people have its pages open: they are
 * asked to sign in again, come back to where they were, and nothing is half done.
 */
@Tag("browser")
class RedeployIT extends OnDeployedMall {
  private static final DemoUser ADMIN =
      DemoUser.ALL.stream().filter(user -> user.name().equals("mall-admin")).findFirst().get();
  private static final Pattern FORM =
      Pattern.compile("<form [^>]*method=\"post\"[^>]*action=\"([^\"]*)\"");
  private static final String LISTED = "/console/settlements?state=DECLINED&from=2026-01-01";

  private final Mall mall = Mall.get();
  private final String id = "stall-" + UUID.randomUUID().toString().substring(0, 8);
  private final String page = "/console/store?id=" + id;
  private final Map<String, String> tabs = new HashMap<>();
  private Browser browser;

  /** A lower store's page, on which its name can be changed. */
  private void begin() {
    mall.operator().register(new DemoStore(id, "A stall", Optional.of("mall-1"), 50, 10));
    browser = mall.browser(ADMIN);
    tabs.put("first", browser.driver().getWindowHandle());
  }

  /** For the tests to come there is one tab. */
  @AfterEach
  void closeTabs() {
    WebDriver driver = browser.driver();
    for (String tab : driver.getWindowHandles()) {
      if (!tab.equals(tabs.get("first"))) {
        driver.switchTo().window(tab).close();
      }
    }
    driver.switchTo().window(tabs.get("first"));
  }

  /** Opens a page beside the others. */
  private Browser beside(String name, String path) {
    browser.driver().switchTo().newWindow(WindowType.TAB);
    tabs.put(name, browser.driver().getWindowHandle());
    return browser.open(path);
  }

  private Browser tab(String name) {
    browser.driver().switchTo().window(tabs.get(name));
    return browser;
  }

  private void signInAgain() {
    browser.type("Name", ADMIN.name()).type("Password", mall.password(ADMIN)).press("Sign in");
  }

  private List<String> names() throws SQLException {
    return sql("SELECT name FROM settlement.store_standing WHERE store_id = '" + id + "'");
  }

  private List<String> sql(String query) throws SQLException {
    try (Connection connection = mall.database();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      List<String> found = new java.util.ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  @Test
  void redeploy_whilePagesAreOpen_losesNobodysPlace_andDoesNothingByHalves() throws SQLException {
    begin();
    browser.open(LISTED);
    beside("form", page).type("Name", "Half-typed");
    beside("other form", page).type("Name", "Half-typed too");
    beside("shopper", "/good?id=bakery-rye").press("Put into the basket");
    browser.press("Go to checkout").press("Order and pay");
    String payUrl = browser.find("#pay").getDomAttribute("href");
    Holder holder = Holder.withNewCard(mall, "reader-7", 1_000);

    mall.redeploy();

    tab("first").press("Find");
    assertThat(browser.text()).contains("Your session has ended. Please sign in again");
    tab("form").press("Rename");
    assertThat(browser.text()).contains("nothing of it was taken", "Please sign in again");
    signInAgain();
    assertThat(browser.path()).isEqualTo(page);
    assertThat(browser.labelled("Name").getDomProperty("value")).isEqualTo("A stall");

    tab("other form").press("Rename");
    assertThat(browser.text()).contains("This page was out of date", "nothing was changed");
    assertThat(browser.path()).isEqualTo(page);
    assertThat(names()).as("neither form was taken").doesNotContain("Half-typed", "Half-typed too");
    browser.type("Name", "Typed anew").press("Rename");
    assertThat(browser.text()).contains("The store is renamed.");
    assertThat(names()).containsExactly("Typed anew");

    tab("first");
    signInAgain();
    assertThat(browser.path()).startsWith("/console/settlements?").contains("state=DECLINED");
    assertThat(browser.path()).contains("from=2026-01-01");

    holder.insert();
    holder.pay(payUrl.substring(payUrl.indexOf('=') + 1)).require(200);
    tab("shopper").awaitText("Thank you. Your card has paid");
    assertThat(browser.complaints()).noneMatch(line -> line.contains("Uncaught"));
  }

  @Test
  void session_thatAnotherEnded_isAskedToSignInAgain_andComesBack() throws SQLException {
    begin();
    browser.open(page).type("Name", "Half-typed");
    endSessions();

    browser.press("Rename");

    assertThat(browser.text()).contains("nothing of it was taken", "Please sign in again");
    browser.type("Name", ADMIN.name()).type("Password", "not the password").press("Sign in");
    assertThat(browser.text()).contains("Name, password or code is wrong.");
    signInAgain();
    assertThat(browser.path()).isEqualTo(page);
    assertThat(names()).doesNotContain("Half-typed");

    endSessions();
    browser.open(LISTED);
    assertThat(browser.text()).contains("Your session has ended. Please sign in again");
    signInAgain();
    assertThat(browser.path()).isEqualTo(LISTED);
  }

  /** As an operator does it from the list of a user's sessions. */
  private void endSessions() throws SQLException {
    try (Connection connection = mall.database();
        Statement statement = connection.createStatement()) {
      int ended =
          statement.executeUpdate(
              "UPDATE access.login_session SET ended_at = now(), end_reason = 'ENDED'"
                  + " WHERE ended_at IS NULL AND user_id ="
                  + " (SELECT user_id FROM access.console_user WHERE name = '"
                  + ADMIN.name()
                  + "')");
      assertThat(ended).isPositive();
    }
  }

  @Test
  void form_isSentToItsPagesWholeAddress_soThatTheWayBackIsKnown() {
    begin();
    PageSession pages = mall.pages(ADMIN);
    for (String each : List.of(page, "/console/good?id=bakery-rye", "/console/users?after=a")) {
      List<String> addresses =
          FORM.matcher(pages.get(each).body())
              .results()
              .map(form -> form.group(1))
              .filter(address -> !address.endsWith("/logout"))
              .toList();
      assertThat(addresses).as(each).isNotEmpty().allMatch(("/store" + each)::equals);
    }
  }
}

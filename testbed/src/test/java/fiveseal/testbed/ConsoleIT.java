package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The mall's console, as the mall's admin and the sellers of its lower stores use it. */
@Tag("browser")
class ConsoleIT extends OnDeployedMall {
  private static final DemoUser ADMIN = user("mall-admin");
  private static final DemoUser BAKERY = user("bakery");
  private static final DemoUser BOOKS = user("books");
  private static final DemoUser KIOSK = user("kiosk-admin");
  private static final String HOSTILE = "=HYPERLINK(\"http://x\",\"<img src=x onerror=ran=1>\")";

  /** Where a file's columns are. */
  private static final int ID = 1;

  private static String shared;

  private final Mall mall = Mall.get();

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** A paid and receipted settlement over goods of the bakery and of the book shop. */
  private String shared() {
    if (shared == null) {
      shared = paid("bakery-rye", "books-novel");
    }
    return shared;
  }

  private String paid(String... goods) {
    Holder holder = Holder.withNewCard(mall, "reader-8", 20_000);
    Browser shopper = mall.browser();
    for (String good : goods) {
      shopper.open("/good?id=" + good).press("Put into the basket");
    }
    shopper.press("Go to checkout").press("Order and pay");
    String payUrl = shopper.find("#pay").getDomAttribute("href");
    String id = payUrl.substring(payUrl.indexOf("#settlement=") + "#settlement=".length());
    holder.pay(id).require(200);
    await().atMost(Duration.ofSeconds(30)).until(() -> mall.trace(id).state().equals("RECEIPTED"));
    return id;
  }

  private static String page(String id) {
    return "/console/settlement?id=" + id;
  }

  // --- finding, and the file

  @Test
  void settlements_filteredAndExported_areExactlyWhatIsShown() {
    String id = shared();
    paid("bakery-rye");
    Browser browser = mall.browser(ADMIN).open("/console/settlements");
    browser.choose("Store", "Books").choose("State", "Paid").press("Find");

    List<String> shown = ids(browser);
    assertThat(shown).contains(id);
    assertThat(ids(file(ADMIN, browser))).isEqualTo(shown);
    browser.type("Amount from", "1").type("Amount to", "2").press("Find");
    assertThat(browser.text()).contains("No settlement fits.");
    browser.open("/console/settlements?id=" + id);
    assertThat(ids(browser)).containsExactly(id);
    assertThat(ids(file(ADMIN, browser))).containsExactly(id);
  }

  private static List<String> ids(Browser browser) {
    return browser.all("table.list tbody tr td:last-child").stream()
        .map(WebElement::getText)
        .toList();
  }

  private String file(DemoUser user, Browser browser) {
    String address = browser.find("#file").getDomAttribute("href").replaceFirst("^/store", "");
    PageSession.Answer answer = mall.session(user).get(address);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> ids(String file) {
    List<String> ids = new ArrayList<>();
    file.lines().skip(1).forEach(line -> ids.add(line.split(",")[ID]));
    return ids;
  }

  // --- one settlement

  @Test
  void settlement_verifiedNow_showsEverySeal_andOneThatIsTampered() throws SQLException {
    String id = paid("bakery-rye");
    Browser browser = mall.browser(ADMIN).open(page(id)).press("Verify now");
    assertThat(browser.text()).contains("Every seal holds.");
    assertThat(browser.all("ol.seals > li")).hasSize(4);

    tamper(id);
    browser.open(page(id) + "&verify=now");
    assertThat(browser.text()).contains("Not every seal holds.");
    assertThat(browser.all(".state-broken")).isNotEmpty();
  }

  /** One character of message 4's signature becomes another. */
  private void tamper(String id) throws SQLException {
    try (Connection database = mall.database();
        PreparedStatement changed =
            database.prepareStatement(
                "UPDATE settlement.evidence SET compact = overlay(compact placing CASE WHEN"
                    + " substr(compact, length(compact) - 20, 1) = 'A' THEN 'B' ELSE 'A' END"
                    + " FROM length(compact) - 20 FOR 1) WHERE subject_id = ? AND seal = 4")) {
      changed.setString(1, id);
      assertThat(changed.executeUpdate()).isEqualTo(1);
    }
  }

  // --- refunds

  @Test
  void refund_ofALine_isAcceptedOnce() {
    String id = paid("bakery-rye", "books-novel");
    Browser browser = mall.browser(ADMIN).open(page(id));
    browser.find("a.button[href$='line=2']").click();
    browser.awaitText("Refund a line");
    browser
        .type("Amount to refund", "200")
        .choose("Reason", "Out of stock after payment")
        .press("Continue");
    assertThat(browser.text()).contains("Refund this?", "¥200");
    browser.press("Refund now");

    assertThat(browser.path()).isEqualTo(page(id));
    assertThat(browser.text())
        .contains("The refund was accepted.", "Due to the card", "Out of stock after payment");
    assertThat(refunded(id)).isEqualTo(200);
    browser.open("/console/refund?id=" + id + "&line=2&next=confirm&amount=99999&reason=RETURNED");
    assertThat(browser.text()).contains("Type an amount that is left of this line.");
  }

  @Test
  void refund_byKeyboardAlone_isAccepted() {
    String id = paid("bakery-rye");
    Browser browser = mall.browser(ADMIN).open("/console/refund?id=" + id + "&line=1");
    browser.tabTo("Continue").enter();
    browser.tabTo("Refund now").enter();
    assertThat(browser.text()).contains("The refund was accepted.");
    assertThat(refunded(id)).isEqualTo(580);
  }

  @Test
  void refund_buttonPressedThreeTimes_isOneRefund() {
    String id = paid("bakery-rye");
    Browser browser =
        mall.browser(ADMIN)
            .open("/console/refund?id=" + id + "&line=1&next=c&amount=100&reason=MISTAKE");
    browser.find("[id='confirm-give']");
    browser.script(
        """
        const form = document.getElementById('confirm');
        const body = new URLSearchParams(new FormData(form));
        body.append('confirm-give', 'x');
        return Promise.all([1, 2, 3].map(() => fetch(form.action, {method: 'POST', body})))
            .then(answers => answers.length);
        """);
    assertThat(refunded(id)).isEqualTo(100);
  }

  private long refunded(String id) {
    try (Connection database = mall.database();
        PreparedStatement sum =
            database.prepareStatement(
                "SELECT coalesce(sum(amount_minor), 0) FROM settlement.refund"
                    + " WHERE settlement_id = ?")) {
      sum.setString(1, id);
      try (var row = sum.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  // --- whose

  @Test
  void lowerStore_seesItsOwnLinesOnly_andRefundsThem() {
    String id = shared();
    Browser browser = mall.browser(BAKERY).open(page(id));
    assertThat(browser.text()).contains("¥580").doesNotContain("2,080", "1,500", "Books");
    assertThat(browser.all("details.raw")).isEmpty();
    browser.press("Verify now");
    assertThat(browser.text()).contains("Every seal holds.").doesNotContain("2,080", "1,500");
    assertThat(browser.has("[id='delivery-resend']")).isFalse();
    assertThat(browser.open("/console/settlements").text()).doesNotContain("Books", "2,080");

    browser.open("/console/refund?id=" + id + "&line=1&next=c&amount=80&reason=GOODWILL");
    browser.press("Refund now");
    assertThat(browser.text()).contains("The refund was accepted.");
  }

  @Test
  void anothersSettlement_isNotThere_likeOneThatIsMissing() {
    String bakerys = paid("bakery-rye");
    String id = shared();
    String missing = "01957000-0000-7000-8000-000000000000";
    for (String path :
        List.of(
            "/console/settlement?id=%s",
            "/console/settlement?id=%s&verify=now",
            "/console/refund?id=%s&line=1",
            "/console/refund?id=%s&line=1&next=c&amount=1&reason=MISTAKE")) {
      for (DemoUser stranger : List.of(BOOKS, KIOSK)) {
        PageSession pages = mall.session(stranger);
        PageSession.Answer foreign = pages.get(path.replace("%s", bakerys));
        PageSession.Answer none = pages.get(path.replace("%s", missing));
        assertThat(foreign.status()).as(path).isEqualTo(404);
        assertThat(none.status()).isEqualTo(404);
        assertThat(foreign.essence()).doesNotContain(bakerys);
      }
    }
    assertThat(mall.session(BOOKS).get("/console/refund?id=" + id + "&line=1").status())
        .as("a sibling's line of a settlement that is seen")
        .isEqualTo(404);
    assertThat(mall.session(BOOKS).get("/console/refund?id=" + id + "&line=2").status())
        .isEqualTo(200);
    assertThat(mall.session(BOOKS).get("/console/settlements.csv").body()).doesNotContain(bakerys);
    assertThat(PageSession.of(mall.http().baseUrl()).get("/console/settlements.csv").status())
        .isNotEqualTo(200);
  }

  // --- what others wrote

  @Test
  void hostileDescription_isText_inTheFileToo() {
    DemoShop shop = mall.shop();
    MallApi.Party bakery =
        shop.party(
            DemoStore.ALL.stream().filter(s -> s.id().equals("bakery")).findFirst().orElseThrow());
    String good = "hostile-" + Till.newId();
    shop.mall()
        .putGood(bakery, new DemoGood(good, "bakery", HOSTILE, "", 300, DemoGood.Drawing.ROUND))
        .require(200);
    String id = paid(good);

    Browser browser = mall.browser(ADMIN).open(page(id));
    assertThat(browser.text()).contains(HOSTILE);
    assertThat(browser.script("return window.ran === 1")).isEqualTo(false);
    String file = mall.session(ADMIN).get("/console/settlements.csv?id=" + id).body();
    assertThat(file).contains("HYPERLINK");
    assertThat(file.lines().skip(1).flatMap(line -> List.of(line.split(",")).stream()))
        .noneMatch(cell -> cell.replace("\"", "").matches("^\\s*[=+@-].*"));
  }

  @Test
  void overview_showsWhatWasSold() {
    shared();
    Browser browser = mall.browser(ADMIN);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> browser.open("/console/").text().contains("Books"));
    assertThat(browser.text()).contains("Bakery", "Books", "By store, 30 days");
    browser.complaints();
    browser.open("/console/");
    assertThat(browser.has("canvas")).isTrue();
    assertThat(browser.complaints()).isEmpty();
    assertThat(mall.browser(BAKERY).open("/console/").text()).doesNotContain("Books");
  }
}

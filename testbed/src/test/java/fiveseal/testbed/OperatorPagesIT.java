package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The operator's pages: one operator orders, two decide, and an auditor sees all of it and changes
 * nothing.
 */
@Tag("browser")
class OperatorPagesIT extends OnDeployedMall {
  private static final DemoUser FIRST = DemoUser.FIRST;
  private static final DemoUser SECOND = DemoUser.SECOND;
  private static final DemoUser AUDITOR = user("auditor");

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);
  private final Holder holder = Holder.withNewCard(mall, "reader-6", 10_000);

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(user -> user.name().equals(name)).findFirst().orElseThrow();
  }

  private List<String> sql(String query) throws SQLException {
    try (Connection connection = mall.database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private static String lastFour(String number) {
    return number.substring(12);
  }

  /** The card's page, found as an operator finds it. */
  private Browser cardPage(DemoUser user, String number) throws SQLException {
    Browser browser = mall.browser(user).open("/operator/cards");
    browser.type("Last four digits", lastFour(number)).press("Find");
    assertThat(browser.path()).isEqualTo("/operator/cards?lastFour=" + lastFour(number));
    assertThat(browser.text()).contains("••••••••••••" + lastFour(number));
    assertThat(browser.html()).doesNotContain(number);
    return browser.open("/operator/card?ref=" + reference(number));
  }

  private String reference(String number) throws SQLException {
    return sql("SELECT reference FROM settlement.card_reference WHERE card_number = '"
            + number
            + "'")
        .get(0);
  }

  private List<String> orders(String number) throws SQLException {
    return sql(
        "SELECT kind FROM settlement.value_update WHERE ordered_by IS NOT NULL"
            + " AND card_number = '"
            + number
            + "' ORDER BY created_at");
  }

  @Test
  void operator_blocksACard_andAnotherReplacesIt() throws SQLException {
    Presenter presenter = new Presenter(mall, holder);
    Browser browser = cardPage(FIRST, holder.cardNumber());
    browser.button("Block…").click();
    browser.press("Order the block").awaitText("Ordered. It is done");
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("BLOCK");

    Holder next = Holder.withNewCard(mall, "reader-7", 0);
    browser.button("New decision").click();
    browser.type("Number of the card that takes its place", next.cardNumber());
    browser.type("Reason", "lost <b>by</b> its holder");
    browser.button("Propose a decision…").click();
    browser.press("Propose").awaitText("Nothing happens before another operator approves it.");
    assertThat(browser.text()).contains("lost <b>by</b> its holder");
    assertThat(browser.text()).doesNotContain("Approve…");
    assertThat(browser.html()).doesNotContain(next.cardNumber());

    Browser other = cardPage(SECOND, holder.cardNumber());
    other.button("Approve…").click();
    other.press("Approve").awaitText("holds from now on");
    assertThat(other.text()).contains("Replaced").doesNotContain("Approve…");
    Presenter successor = new Presenter(mall, next);
    successor.touch();
    assertThat(next.balance()).isEqualTo(10_000);
  }

  @Test
  void operator_sendsADeliveryAgain_andFollowsMoneyToItsEvidence() throws SQLException {
    String id = till.post(till.request(1_200));
    holder.pay(id).require(200);
    Browser browser = mall.browser(FIRST).open("/operator/delivery?id=" + id);
    browser.button("Send again…").click();
    browser.press("Send again").awaitText("It is being sent again.");

    String account =
        sql("SELECT account_id FROM settlement.account WHERE kind = 'STORE' AND owner = '"
                + till.storeId()
                + "'")
            .get(0);
    browser.open("/operator/account?id=" + account).press("Payment");
    assertThat(browser.path()).isEqualTo("/operator/settlement?id=" + id);
    assertThat(browser.text()).contains("Paid, receipt outstanding", "Message 1", "Message 3");
    browser.open("/operator/ledger");
    assertThat(browser.find("tfoot strong").getText()).isEqualTo("¥0");
    browser.open("/operator/float");
    assertThat(browser.text()).contains("All of it is accounted for.");
  }

  /** Whoever proposes with a token and signs in as well is one person. */
  @Test
  void decision_proposedByATokensBearer_isApprovedByAnotherLogin_notByTheSamePersons()
      throws SQLException {
    Browser own = cardPage(FIRST, holder.cardNumber());
    String id =
        mall.operator()
            .propose("REDEEM", holder.cardNumber(), Optional.empty(), false, "given back");
    own.open("/operator/card?ref=" + reference(holder.cardNumber()));
    assertThat(own.text()).contains("given back", FIRST.name()).doesNotContain("Approve…");

    Browser other = cardPage(SECOND, holder.cardNumber());
    other.button("Approve…").click();
    other.press("Approve").awaitText("holds from now on");
    assertThat(
            sql(
                "SELECT proposed_by || ' ' || approved_by FROM settlement.decision"
                    + " WHERE decision_id = '"
                    + id
                    + "'"))
        .containsExactly(FIRST.name() + " " + SECOND.name());
  }

  @Test
  void limits_areTypedInTheCardsCurrency_andTooFineOnesAreRefused_inBothLanguages()
      throws SQLException {
    cardPage(FIRST, holder.cardNumber());
    PageSession pages = mall.pages(FIRST);
    String card = "/operator/card?ref=" + reference(holder.cardNumber());
    assertThat(pages.post(card, limits("50,000", "19.80")).body()).contains("JPY has no decimals.");
    pages.get("/preferences?language=ja");
    assertThat(pages.post(card, limits("50,000", "19.80")).body()).contains("JPYの小数は使えません。");
    assertThat(pages.post(card, limits("50,000", "many")).body()).contains("1980のように");
    assertThat(orders(holder.cardNumber())).isEmpty();

    assertThat(pages.post(card, limits("50,000", "1980")).status()).isIn(302, 303);
    assertThat(
            sql(
                "SELECT balance_limit || ' ' || amount_limit FROM settlement.value_update"
                    + " WHERE kind = 'LIMITS' AND card_number = '"
                    + holder.cardNumber()
                    + "'"))
        .containsExactly("50000 1980");
  }

  private static Map<String, String> limits(String balance, String amount) {
    return Map.of(
        "limits",
        "limits",
        "limits-balance",
        balance,
        "limits-amount",
        amount,
        "limits-limit-yes",
        "x");
  }

  @Test
  void statement_ofSomeDays_isShown_andIsAFile() throws SQLException {
    String id = till.post(till.request(1_200));
    holder.pay(id).require(200);
    String account =
        sql("SELECT account_id FROM settlement.account WHERE kind = 'STORE' AND owner = '"
                + till.storeId()
                + "'")
            .get(0);
    PageSession pages = mall.session(AUDITOR);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String now = "?id=" + account + "&from=" + today.minusDays(1) + "&to=" + today.plusDays(1);
    String before = "?id=" + account + "&from=2020-01-01&to=2020-12-31";

    String shown = pages.get("/operator/account" + now).body();
    assertThat(shown).contains(id, "/operator/account.csv" + now.replace("&", "&amp;"));
    assertThat(pages.get("/operator/account" + before).body())
        .contains("Nothing was posted to this account on these days.")
        .doesNotContain(id);
    assertThat(pages.get("/operator/account?id=" + account + "&from=never").body())
        .contains(id, "aria-invalid=\"true\"");

    List<String> file = List.of(pages.get("/operator/account.csv" + now).body().split("\r\n"));
    assertThat(file.get(0))
        .isEqualTo(
            "\uFEFFPosted,Transfer,Why,Kind of account,Other account,Amount,Balance,Currency,"
                + "Settlement or value update");
    assertThat(file).anySatisfy(line -> assertThat(line).contains(",1200,", ",JPY," + id));
    assertThat(pages.get("/operator/account.csv" + before).body().split("\r\n")).hasSize(1);
    assertThat(mall.session(user("mall-admin")).get("/operator/account.csv" + now).status())
        .isEqualTo(404);
  }

  @Test
  void auditor_seesEverything_andChangesNothing() throws SQLException {
    String id = till.post(till.request(1_200));
    holder.pay(id).require(200);
    PageSession pages = mall.session(AUDITOR);
    assertThat(pages.get("/operator/cards?lastFour=" + lastFour(holder.cardNumber())).status())
        .isEqualTo(200);
    String card = "/operator/card?ref=" + reference(holder.cardNumber());
    for (String page : pages(card, id)) {
      PageSession.Answer answer = pages.get(page);
      assertThat(answer.status()).as(page).isEqualTo(200);
      assertThat(answer.body()).as(page).doesNotContain("popovertarget", holder.cardNumber());
    }

    String delivery = "/operator/delivery?id=" + id;
    String nothing = pages.get("/operator/users").essence();
    for (Forged form : forged(card, delivery)) {
      PageSession.Answer answer = pages.post(form.page(), form.fields());
      assertThat(answer.status()).as(form.toString()).isEqualTo(404);
      assertThat(answer.essence()).as(form.toString()).isEqualTo(nothing);
    }

    assertThat(orders(holder.cardNumber())).isEmpty();
    assertThat(
            sql(
                "SELECT decision_id FROM settlement.decision WHERE card_number = '"
                    + holder.cardNumber()
                    + "'"))
        .isEmpty();
    assertThat(
            sql(
                "SELECT cause FROM settlement.delivery_attempt WHERE cause = 'RESEND'"
                    + " AND settlement_id = '"
                    + id
                    + "'"))
        .isEmpty();
    // The same forms, of somebody who may.
    mall.session(FIRST).post(card, Map.of("orders", "orders", "orders-block-yes", "x"));
    assertThat(orders(holder.cardNumber())).containsExactly("BLOCK");
    assertThat(trail(card)).contains("auditor card-read", "operator-1 card-order");
  }

  /** A form that the page does not show to whom it is not for. */
  private record Forged(String page, Map<String, String> fields) {}

  private static List<Forged> forged(String card, String delivery) {
    List<Forged> forms = new ArrayList<>();
    for (String button : List.of("block", "unblock", "rekey")) {
      forms.add(new Forged(card, Map.of("orders", "orders", "orders-" + button + "-yes", "x")));
    }
    forms.add(
        new Forged(
            card,
            Map.of(
                "limits",
                "limits",
                "limits-balance",
                "1",
                "limits-amount",
                "1",
                "limits-limit-yes",
                "x")));
    forms.add(
        new Forged(
            card,
            Map.of(
                "proposal",
                "proposal",
                "proposal-kind",
                "REDEEM",
                "proposal-reason",
                "r",
                "proposal-propose-yes",
                "x")));
    forms.add(new Forged(delivery, Map.of("again", "again", "again-resend-yes", "x")));
    return forms;
  }

  private List<String> trail(String card) throws SQLException {
    String reference = card.substring(card.indexOf('=') + 1);
    return sql(
        "SELECT user_name || ' ' || what FROM access.admin_action WHERE subject = '"
            + reference
            + "'");
  }

  private static List<String> pages(String card, String settlement) {
    return List.of(
        "/operator/",
        "/operator/cards",
        card,
        "/operator/doubts",
        "/operator/receipts",
        "/operator/deliveries",
        "/operator/deliveries?taken=true",
        "/operator/delivery?id=" + settlement,
        "/operator/ledger",
        "/operator/ledger?kind=CARD",
        "/operator/account?id=50",
        "/operator/float",
        "/operator/keys",
        "/operator/health",
        "/operator/settlement?id=" + settlement);
  }

  @Test
  void mallAndLowerStore_areToldThatThereIsNothing() throws SQLException {
    cardPage(FIRST, holder.cardNumber());
    String id = till.post(till.request(1_200));
    for (String name : List.of("mall-admin", "bakery")) {
      PageSession pages = mall.session(user(name));
      for (String page : pages("/operator/card?ref=" + reference(holder.cardNumber()), id)) {
        assertThat(pages.get(page).status()).as(page).isEqualTo(404);
      }
    }
  }

  @Test
  void whatIsNotThere_isNotFound() {
    PageSession pages = mall.session(FIRST);
    for (String page :
        List.of(
            "/operator/card?ref=" + holder.cardNumber(),
            "/operator/card",
            "/operator/delivery?id=nothing",
            "/operator/account?id=1",
            "/operator/settlement?id=nothing")) {
      assertThat(pages.get(page).status()).as(page).isEqualTo(404);
    }
  }

  @Test
  void block_byTheKeyboardAlone_isOrdered() throws SQLException {
    Browser browser = cardPage(FIRST, holder.cardNumber());
    browser.tabTo("Block…").keys(org.openqa.selenium.Keys.ENTER);
    browser.tabTo("Order the block").enter().awaitText("Ordered. It is done");
    assertThat(orders(holder.cardNumber())).containsExactly("BLOCK");
  }
}

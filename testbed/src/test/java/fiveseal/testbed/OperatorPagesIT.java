package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The operator's pages: one operator orders, two decide, and an auditor sees all of it and changes
 * nothing.
 */
@Tag("browser")
class OperatorPagesIT extends OnDeployedMall {
  private static final DemoUser FIRST = DemoUser.FIRST;
  private static final DemoUser SECOND = user("operator-2");
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

  @Test
  void auditor_seesEverything_andChangesNothing() throws SQLException {
    String id = till.post(till.request(1_200));
    holder.pay(id).require(200);
    PageSession pages = mall.pages(AUDITOR);
    assertThat(pages.get("/operator/cards?lastFour=" + lastFour(holder.cardNumber())).status())
        .isEqualTo(200);
    String card = "/operator/card?ref=" + reference(holder.cardNumber());
    for (String page : pages(card, id)) {
      PageSession.Answer answer = pages.get(page);
      assertThat(answer.status()).as(page).isEqualTo(200);
      assertThat(answer.body()).as(page).doesNotContain("popovertarget", holder.cardNumber());
    }

    for (String button : List.of("block", "unblock", "rekey")) {
      pages.post(card, Map.of("orders", "orders", "orders-" + button + "-yes", "x"));
    }
    pages.post(
        card,
        Map.of(
            "limits",
            "limits",
            "limits-balance",
            "1",
            "limits-amount",
            "1",
            "limits-limit-yes",
            "x"));
    pages.post(
        card,
        Map.of(
            "proposal",
            "proposal",
            "proposal-kind",
            "REDEEM",
            "proposal-reason",
            "r",
            "proposal-propose-yes",
            "x"));
    pages.post("/operator/delivery?id=" + id, Map.of("again", "again", "again-resend-yes", "x"));

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
    mall.pages(FIRST).post(card, Map.of("orders", "orders", "orders-block-yes", "x"));
    assertThat(orders(holder.cardNumber())).containsExactly("BLOCK");
    assertThat(trail(card)).contains("auditor card-read", "operator-1 card-order");
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
      PageSession pages = mall.pages(user(name));
      for (String page : pages("/operator/card?ref=" + reference(holder.cardNumber()), id)) {
        assertThat(pages.get(page).status()).as(page).isEqualTo(404);
      }
    }
  }

  @Test
  void whatIsNotThere_isNotFound() {
    PageSession pages = mall.pages(FIRST);
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

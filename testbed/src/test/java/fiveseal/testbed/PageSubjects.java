package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What there is in the mall for each page that is of something, and by whom it can be seen. */
final class PageSubjects {
  private static PageSubjects instance;

  private final Mall mall;
  private final PageSession shopper;
  private final List<Subject> subjects = new ArrayList<>();
  private final Map<String, String> settlements = new HashMap<>();

  /**
   * @param page its path
   * @param query the address of the subject there
   * @param seenBy users of {@link PageTable}
   */
  record Subject(String page, String query, String seenBy) {}

  private PageSubjects(Mall mall) {
    this.mall = mall;
    this.shopper = PageSession.of(mall.http().baseUrl());
    try {
      ofTheShop();
      ofTheConsole();
      ofTheOperator();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Made once for all tests. */
  static synchronized PageSubjects of(Mall mall) {
    if (instance == null) {
      instance = new PageSubjects(mall);
    }
    return instance;
  }

  List<Subject> all() {
    return List.copyOf(subjects);
  }

  /** Somebody who has not signed in, with something in the basket and orders made. */
  PageSession shopper() {
    return shopper;
  }

  /** A paid settlement of the mall's: of {@code flowers}, or {@code shared} by bakery and books. */
  String settlement(String which) {
    return settlements.get(which);
  }

  private void add(String page, String query, String seenBy) {
    subjects.add(new Subject(page, query, seenBy));
  }

  private void ofTheShop() {
    String paid = ordered();
    Holder holder = Holder.withNewCard(mall, "reader-7", 10_000);
    holder.pay(settlementOf(paid)).require(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> shopper.get("/order?id=" + paid).body().contains("/receipt?digest="));
    String waiting = ordered();
    putIntoBasket("flowers-roses");
    add("/shop", "?store=bakery", PageTable.EVERYBODY);
    add("/good", "?id=bakery-rye", PageTable.EVERYBODY);
    add("/order", "?id=" + paid, PageTable.EVERYBODY);
    add("/order", "?id=" + waiting, PageTable.EVERYBODY);
    add("/receipt", "?digest=" + found(paid, "/receipt\\?digest=([^\"]+)"), PageTable.EVERYBODY);
    add("/receipt.pdf", "?order=" + paid, PageTable.EVERYBODY);
  }

  private void ofTheConsole() throws SQLException {
    String shared = paid(DemoStore.MALL, "bakery", "books");
    String flowers = paid(DemoStore.MALL, "flowers");
    String kiosk = paid(DemoStore.KIOSK, DemoStore.KIOSK.id());
    settlements.put("shared", shared);
    settlements.put("flowers", flowers);
    add("/console/settlement", "?id=" + shared, "mall-admin bakery books");
    add("/console/settlement", "?id=" + flowers, "mall-admin");
    add("/console/settlement", "?id=" + kiosk, "kiosk-admin");
    add("/console/refund", "?id=" + shared + "&line=1", "mall-admin bakery");
    add("/console/refund", "?id=" + shared + "&line=2", "mall-admin books");
    add("/console/refund", "?id=" + flowers + "&line=1", "mall-admin");
    add("/console/store", "?id=bakery", "mall-admin");
    add("/console/store", "?id=" + DemoStore.KIOSK.id(), "kiosk-admin");
    add("/console/user", "?id=" + userId("bakery"), "mall-admin");
    add("/console/user", "?id=" + userId("kiosk-admin"), "kiosk-admin");
    add("/console/user", "?id=" + userId("operator-1"), "");
    add("/console/good", "?id=bakery-rye", "mall-admin bakery");
    add("/console/good", "?id=books-novel", "mall-admin books");
  }

  private void ofTheOperator() throws SQLException {
    Holder holder = Holder.withNewCard(mall, "reader-7", 1_000);
    Till till = new Till(mall, DemoStore.KIOSK.id(), mall.key(DemoStore.KIOSK));
    String paid = till.post(till.request(100));
    holder.pay(paid).require(200);
    mall.operator().order(holder.cardNumber(), "UNBLOCK");
    String account =
        sql(
            "SELECT account_id FROM settlement.account WHERE kind = 'STORE' AND owner = ?",
            DemoStore.KIOSK.id());
    add("/operator/settlement", "?id=" + paid, PageTable.OPERATION);
    add("/operator/delivery", "?id=" + paid, PageTable.OPERATION);
    add("/operator/account", "?id=" + account, PageTable.OPERATION);
    add("/operator/account.csv", "?id=" + account, PageTable.OPERATION);
    add("/operator/card", "?ref=" + reference(holder.cardNumber()), PageTable.OPERATION);
    add("/operator/store", "?id=bakery", PageTable.OPERATION);
    add("/operator/batch", "?id=" + new Bureau(mall).ordered(2), PageTable.OPERATION);
    add(
        "/operator/compromise.csv",
        "?key=" + mall.key(DemoStore.KIOSK).kid() + "&kind=STORE&at=2026-01-01T00:00:00",
        PageTable.OPERATION);
    add("/operator/user", "?id=" + userId("bakery"), PageTable.OPERATORS);
  }

  /** A card has one as soon as somebody looked for it. */
  private String reference(String number) throws SQLException {
    mall.pages(DemoUser.FIRST).get("/operator/cards?lastFour=" + number.substring(12));
    return sql("SELECT reference FROM settlement.card_reference WHERE card_number = ?", number);
  }

  private void putIntoBasket(String good) {
    assertThat(shopper.press("/good?id=" + good, "/basket/put", Map.of()).status()).isEqualTo(302);
  }

  /** An order that waits for its payment; gives its id. */
  private String ordered() {
    putIntoBasket("bakery-rye");
    putIntoBasket("books-novel");
    String order = shopper.press("/checkout", "/order/make", Map.of()).location();
    assertThat(order).contains("/order?id=");
    return order.substring(order.indexOf("?id=") + "?id=".length());
  }

  private String settlementOf(String order) {
    return found(order, "#settlement=([0-9a-f-]+)");
  }

  private String found(String order, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(shopper.get("/order?id=" + order).body());
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private String paid(DemoStore seller, String... lines) {
    Till till = new Till(mall, seller.id(), mall.key(seller));
    long each = 100;
    String id =
        till.post(
            till.sign(
                till.content(
                    Till.newId(),
                    each * lines.length,
                    Stream.of(lines).map(store -> Till.line(store, each)).toList())));
    Holder.withNewCard(mall, "reader-7", 1_000).pay(id).require(200);
    return id;
  }

  private String userId(String name) throws SQLException {
    return sql("SELECT user_id FROM access.console_user WHERE name = ?", name);
  }

  private String sql(String text, String argument) throws SQLException {
    try (Connection connection = mall.database();
        PreparedStatement query = connection.prepareStatement(text)) {
      query.setString(1, argument);
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).as(argument).isTrue();
        return row.getString(1);
      }
    }
  }
}

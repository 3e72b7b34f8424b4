package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shop front, as a shopper with a browser and a card in a reader uses it. */
@Tag("browser")
class ShopIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final Browser browser = Browser.afresh(mall.http().baseUrl());

  private void putIntoBasket(String goodId) {
    browser.open("/good?id=" + goodId).press("Put into the basket");
    assertThat(browser.text()).contains("It is in your basket.");
  }

  /** Orders one loaf; gives the settlement's id. */
  private String ordered() {
    putIntoBasket("bakery-rye");
    browser.press("Go to checkout").press("Order and pay");
    return settlement();
  }

  private String settlement() {
    String payUrl = browser.find("#pay").getDomAttribute("href");
    return payUrl.substring(payUrl.indexOf("#settlement=") + "#settlement=".length());
  }

  private HttpResponse<byte[]> fetched(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(mall.http().baseUrl() + "/store" + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void shopper_buysFromTwoStores_withOneCard_andHasBothReceipts() throws Exception {
    Holder holder = Holder.withNewCard(mall, "reader-7", 10_000);
    browser.complaints();
    browser.open("/").type("Search the goods", "ライ").press("Search");
    assertThat(browser.text()).contains("Rye bread").doesNotContain("A novel");
    browser.find("a.good").click();
    browser.awaitText("Baked at five");
    browser.press("Put into the basket");
    putIntoBasket("books-novel");
    assertThat(browser.text()).contains("Bakery", "Books", "¥2,080");

    browser.press("Go to checkout").press("Order and pay");
    assertThat(browser.path()).startsWith("/order?id=");
    assertThat(browser.text()).contains("Pay your order", "¥2,080");
    assertThat(browser.has(".code svg path")).isTrue();
    holder.pay(settlement()).require(200);

    browser.awaitText("Thank you. Your card has paid");
    String order = browser.path();
    assertThat(browser.all("section.part")).hasSize(2);
    assertThat(browser.text()).contains("1 × Rye bread", "1 × A novel", "¥580", "¥1,500");
    assertThat(holder.balance()).isEqualTo(10_000 - 2080);
    HttpResponse<byte[]> paper = fetched(order.replace("/order?id=", "/receipt.pdf?order="));
    assertThat(paper.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(paper.body()).startsWith('%', 'P', 'D', 'F');
    assertThat(browser.open("/basket").text()).contains("Your last orders", "¥2,080");
    browser.open(order).press("Verify this receipt");
    assertThat(browser.text()).contains("This receipt is genuine", "¥2,080", "Bakery", "Books");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void checkout_isDoneByKeyboardAlone_andNeedsNoSession() {
    Holder holder = Holder.withNewCard(mall, "reader-7", 1_000);
    browser.open("/good?id=bakery-rye").tabTo("Put into the basket").enter();
    browser.tabTo("Go to checkout").enter();
    browser.driver().manage().deleteCookieNamed("fiveseal-session");
    browser.tabTo("Order and pay").enter();
    assertThat(browser.text()).contains("Pay your order");
    holder.pay(settlement()).require(200);
    browser.awaitText("Thank you.");
  }

  @Test
  void order_cancelledBeforePaying_saysSo() {
    String settlement = ordered();
    browser.press("Cancel this order");
    assertThat(browser.text()).contains("Cancelled", "Nothing was taken from your card");
    Holder late = Holder.withNewCard(mall, "reader-7", 1_000);
    assertThat(late.issue(settlement, late.touch()).code()).contains("settlement-ended");
  }

  @Test
  void order_thatTheCardDeclines_saysSo() {
    Holder holder = Holder.withNewCard(mall, "reader-7", 100);
    String settlement = ordered();
    assertThat(holder.pay(settlement).code()).contains("card-declined");
    browser.awaitText("Declined by the card");
    assertThat(browser.text()).contains("Nothing was taken from it.");
  }

  @Test
  void order_whoseTimeIsOver_saysSo() throws SQLException {
    String settlement = ordered();
    try (Connection database = mall.database();
        PreparedStatement past =
            database.prepareStatement(
                "UPDATE settlement.settlement SET expires_at = now() - interval '2 minutes'"
                    + " WHERE settlement_id = ?")) {
      past.setString(1, settlement);
      assertThat(past.executeUpdate()).isEqualTo(1);
    }
    browser.awaitText("The time to pay is over");
  }

  @Test
  void order_cancelledWhileTheCardPays_isInDoubt_untilItsWord() {
    Holder holder = Holder.withNewCard(mall, "reader-7", 1_000);
    String settlement = ordered();
    holder.issue(settlement, holder.touch()).require(200);
    browser.press("Cancel this order");
    assertThat(browser.text()).contains("Not certain yet", "you never pay twice");
    assertThat(browser.has("form[action$='/order/cancel']")).isFalse();

    new Presenter(mall, holder).touch();
    browser.awaitText("cancelled before it was paid");
    assertThat(holder.balance()).isEqualTo(1_000);
  }

  @Test
  void order_buttonPressedTwice_isOneOrder() {
    putIntoBasket("bakery-rye");
    browser.press("Go to checkout");
    String twice =
        """
        const form = document.querySelector("form[action$='/order/make']");
        const body = new URLSearchParams(new FormData(form));
        return Promise.all([1, 2, 3].map(() => fetch(form.action, {method: 'POST', body})))
            .then(answers => answers.map(answer => answer.url));
        """;
    @SuppressWarnings("unchecked")
    List<String> urls = (List<String>) browser.script(twice);
    assertThat(urls).hasSize(3).allMatch(url -> url.equals(urls.get(0)));
    assertThat(urls.get(0)).contains("/order?id=");
  }

  @Test
  void order_ofAnother_isNotFound_asIfItWereMissing() {
    browser.open("/order?id=" + "x".repeat(22));
    assertThat(browser.text()).contains("There is nothing here");
    browser.open("/order");
    assertThat(browser.text()).contains("There is nothing here");
    browser.open("/good?id=missing");
    assertThat(browser.text()).contains("There is nothing here");
    browser.open("/receipt?digest=" + "A".repeat(43));
    assertThat(browser.text()).contains("There is nothing here");
  }

  @Test
  void basket_showsAPriceThatChanged_andAsksAgain() {
    DemoShop shop = mall.shop();
    MallApi.Party bakery =
        shop.party(
            DemoStore.ALL.stream().filter(s -> s.id().equals("bakery")).findFirst().orElseThrow());
    String id = "price-" + Till.newId();
    shop.mall().putGood(bakery, good(id, "Cake", 300)).require(200);
    putIntoBasket(id);
    shop.mall().putGood(bakery, good(id, "Cake", 350)).require(200);

    browser.open("/basket");
    assertThat(browser.text()).contains("It was ¥300", "¥350").doesNotContain("Go to checkout");
    browser.press("I agree to the new prices").press("Go to checkout");
    assertThat(browser.text()).contains("¥350");
  }

  private static DemoGood good(String id, String name, long priceMinor) {
    return new DemoGood(id, "bakery", name, "", priceMinor, DemoGood.Drawing.ROUND);
  }

  @Test
  void good_withAHostileName_isText() {
    DemoShop shop = mall.shop();
    MallApi.Party bakery =
        shop.party(
            DemoStore.ALL.stream().filter(s -> s.id().equals("bakery")).findFirst().orElseThrow());
    String hostile = "<img src=x onerror=\"window.ran=true\">'); #{7*6} 悪";
    String id = "hostile-" + Till.newId();
    shop.mall().putGood(bakery, good(id, hostile, 300)).require(200);
    putIntoBasket(id);
    for (String page : new String[] {"/good?id=" + id, "/basket", "/checkout", "/?q=悪"}) {
      browser.open(page);
      assertThat(browser.text()).as(page).contains(hostile);
      assertThat(browser.script("return window.ran === true")).isEqualTo(false);
    }
    browser.open("/checkout").press("Order and pay");
    assertThat(browser.text()).contains(hostile);
  }

  @Test
  void form_ofAnotherSite_isNothingHere() throws Exception {
    HttpResponse<String> reply =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(mall.http().baseUrl() + "/store/basket/put"))
                    .header("Sec-Fetch-Site", "cross-site")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("good=bakery-rye&seen=580"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(reply.statusCode()).isEqualTo(404);
    assertThat(reply.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("fiveseal-basket"));
  }

  @Test
  void picture_isServedForEver_andIsNothingElse() throws Exception {
    browser.open("/good?id=bakery-rye");
    String address =
        browser.find(".one-good img").getDomAttribute("src").replaceFirst("^/store", "");
    HttpResponse<byte[]> picture = fetched(address);
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(picture.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    assertThat(picture.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(fetched("/pictures/" + "0".repeat(64) + ".png").statusCode()).isEqualTo(404);
    assertThat(fetched("/pictures/x").statusCode()).isEqualTo(404);
  }
}

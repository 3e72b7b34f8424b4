package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fiveseal.protocol.Order;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Names that would like to be more than text, each as a store, its good, its till's order and its
 * user: on every page that shows them they are text, they turn nothing around, and they fit.
 */
@Tag("browser")
class HostileNamesIT extends OnDeployedMall {
  private static final DemoUser ADMIN = user("mall-admin");
  private static final DemoUser OPERATOR = user("operator-1");
  private static final String RIGHT_TO_LEFT = "\u202e";

  /** What stands in every name, so that lists can be narrowed down to them. */
  private static final String TAG = "h" + UUID.randomUUID().toString().substring(0, 8);

  private static final List<String> NAMES =
      List.of(
          TAG
              + "<script>window.ran=1</script><img src=x onerror=\"window.ran=1\">'); #{7*6}"
              + " ${7*6}",
          "=HYPERLINK(\"http://evil.example\",\"" + TAG + "\")",
          "abc" + RIGHT_TO_LEFT + "gpj.exe " + TAG,
          "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\udf81 \u0634\u0645\u0633 " + TAG,
          TAG + "x".repeat(200 - TAG.length()));

  /** A number that is written from the right to the left. */
  private static final String TURNED_AROUND =
      """
      const turned = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let n; (n = walker.nextNode());) {
        const number = /[0-9][0-9,.:-]*[0-9]/.exec(n.data);
        if (!number || n.data.includes('\\u202e')) continue;
        const left = i => {
          const range = document.createRange();
          range.setStart(n, i);
          range.setEnd(n, i + 1);
          return range.getBoundingClientRect();
        };
        const first = left(number.index), last = left(number.index + number[0].length - 1);
        if (first.width > 0 && first.top === last.top && first.left > last.left) {
          turned.push(n.data.trim() + ' in ' + n.parentElement.outerHTML.slice(0, 120));
        }
      }
      return turned;
      """;

  /** Made once: the mall keeps them. */
  private static List<Hostile> hostiles;

  private final Mall mall = Mall.get();

  /** One name in all its places. */
  private record Hostile(OpenMall.Admitted store, String name, String good, String goodId) {}

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  @BeforeEach
  void make() {
    if (hostiles == null) {
      List<Hostile> made = new ArrayList<>();
      NAMES.forEach(name -> made.add(hostile(name, made.size())));
      hostiles = made;
    }
  }

  private Hostile hostile(String name, int number) {
    OpenMall.Admitted store = mall.newLowerStore(name);
    MallApi.Party seller = new MallApi.Party(store.store().id(), store.key());
    MallApi api = mall.shop().mall();
    String good = name.substring(0, Math.min(name.length(), 120));
    String goodId = TAG + "-" + number;
    api.putGood(seller, new DemoGood(goodId, seller.id(), good, name, 300, DemoGood.Drawing.ROUND))
        .require(200);
    api.putStore(api(), seller.id(), name, true).require(200);
    api.send(api.order(seller, TAG + "-" + number, 300, name)).require(201);
    mall.operator()
        .admit(
            new DemoUser(
                TAG + "-" + number,
                name.substring(0, Math.min(name.length(), 100)),
                "LOWER_STORE",
                Optional.of(seller.id())),
            "four kind red foxes");
    return new Hostile(store, name, good, goodId);
  }

  private MallApi.Party api() {
    return mall.shop().party(DemoStore.MALL);
  }

  private static List<String> names() {
    return hostiles.stream().map(Hostile::name).toList();
  }

  private static List<String> goods() {
    return hostiles.stream().map(Hostile::good).toList();
  }

  /** Everything that is not as it should be, on all pages of a test. */
  private final SoftAssertions softly = new SoftAssertions();

  @AfterEach
  void all() {
    softly.assertAll();
  }

  /** The page shows all of them, and none of them is anything but text. */
  private void isText(Browser browser, String page, List<String> names) {
    browser.open(page);
    String text = (String) browser.script("return document.body.textContent");
    for (String name : names) {
      softly.assertThat(text.contains(name)).as("%s on %s", name, page).isTrue();
    }
    for (boolean phone : new boolean[] {false, true}) {
      Browser seen = phone ? browser.phone() : browser.desktop();
      softly.assertThat(seen.script("return window.ran")).as(page).isNull();
      softly.assertThat(seen.has("main img[src='x']")).as(page).isFalse();
      softly.assertThat((List<?>) seen.script(TURNED_AROUND)).as("turned on %s", page).isEmpty();
      softly.assertThat(seen.overflowing()).as("%s, phone: %s", page, phone).isEmpty();
    }
    browser.desktop();
  }

  @Test
  void shop_fromTheFrontToTheReceipt_showsThemAsText() throws Exception {
    Browser shopper = mall.browser();
    shopper.complaints();
    isText(shopper, "/", names());
    isText(shopper, "/?q=" + TAG, goods());
    for (Hostile each : hostiles) {
      isText(shopper, "/shop?store=" + each.store().store().id(), List.of(each.name()));
      isText(shopper, "/good?id=" + each.goodId(), List.of(each.good(), each.name()));
      assertThat(shopper.title()).contains(TAG);
      shopper.press("Put into the basket");
    }
    isText(shopper, "/basket", goods());
    isText(shopper, "/checkout", goods());
    Holder holder = Holder.withNewCard(mall, "reader-7", 10_000);
    shopper.press("Order and pay");
    String order = shopper.path();
    isText(shopper, order, goods());
    String payUrl = shopper.find("#pay").getDomAttribute("href");
    String settlement = payUrl.substring(payUrl.indexOf('=') + 1);
    holder.pay(settlement).require(200);
    shopper.awaitText("Thank you.");
    isText(shopper, order, names());
    shopper.press("Verify this receipt");
    isText(shopper, shopper.path(), names());
    isText(shopper, "/basket", List.of(TAG));
    assertThat(pdf(order.replace("/order?id=", "/receipt.pdf?order="))).startsWith('%', 'P', 'D');
    assertThat(shopper.complaints()).isEmpty();

    consoles_ofWhatWasSold_showThemAsText(settlement);
  }

  private void consoles_ofWhatWasSold_showThemAsText(String settlement) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> mall.trace(settlement).state().equals("RECEIPTED"));
    Browser admin = mall.browser(ADMIN);
    isText(admin, "/console/settlements?id=" + settlement, names());
    isText(admin, "/console/settlement?id=" + settlement + "&verify=now", goods());
    isText(admin, "/console/refund?id=" + settlement + "&line=1", List.of(TAG));
    String file = mall.session(ADMIN).get("/console/settlements.csv?id=" + settlement).body();
    assertThat(file).contains(TAG, "HYPERLINK");
    assertThat(file.lines().skip(1).flatMap(line -> List.of(line.split(",")).stream()))
        .noneMatch(cell -> cell.matches("^[\"\\s]*[=+@-].*"));
    isText(mall.browser(OPERATOR), "/operator/settlement?id=" + settlement, List.of());
  }

  private byte[] pdf(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(mall.http().baseUrl() + "/store" + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  @Test
  void listsOfTheConsoles_showThemAsText() {
    Browser admin = mall.browser(ADMIN);
    isText(admin, "/console/stores?text=" + TAG, names());
    isText(admin, "/console/shopfront", names());
    isText(admin, "/console/goods?q=" + TAG, goods());
    isText(admin, "/console/orders?q=" + TAG, names());
    isText(admin, "/console/users", List.of(TAG + "-0", NAMES.get(0), NAMES.get(2)));
    isText(admin, "/console/settings", names());
    for (Hostile each : hostiles) {
      String store = each.store().store().id();
      isText(admin, "/console/store?id=" + store, List.of(each.name()));
      isText(admin, "/console/shopfront?id=" + store, List.of(each.name()));
      isText(admin, "/console/good?id=" + each.goodId(), List.of(each.good()));
    }
  }

  @Test
  void listsOfTheOperators_showThemAsText() {
    Browser operator = mall.browser(OPERATOR);
    isText(operator, "/operator/stores?text=" + TAG, names());
    isText(operator, "/operator/keys", List.of());
    isText(operator, "/operator/users", List.of(TAG + "-0", NAMES.get(0)));
    isText(
        operator,
        "/operator/store?id=" + hostiles.get(2).store().store().id(),
        List.of(NAMES.get(2)));
  }

  @Test
  void order_ofATill_isBundledUnderItsNameAsText() {
    MallApi api = mall.shop().mall();
    OpenMall.Admitted store = hostiles.get(0).store();
    MallApi.Party seller = new MallApi.Party(store.store().id(), store.key());
    Signed<Order> order = api.order(seller, Till.newId(), 300, NAMES.get(0));
    api.send(order).require(201);
    String made =
        api.bundle(api(), List.of(MallApi.named(order))).require(201).json().text("orderId");
    isText(mall.browser(), "/order?id=" + made, List.of(NAMES.get(0)));
  }
}

package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Order;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's pages of the shop: goods by their store or the mall, tills' orders at the desk. */
@Tag("browser")
class ShopConsoleIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final DemoShop shop = mall.shop();
  private final MallApi.Party bakery = lower("bakery");
  private final MallApi.Party books = lower("books");

  private MallApi.Party lower(String id) {
    return shop.party(
        DemoStore.ALL.stream().filter(store -> store.id().equals(id)).findFirst().orElseThrow());
  }

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(u -> u.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void lowerStore_addsAGood_withAPicture_thatShoppersSee(@TempDir Path folder) throws IOException {
    DemoGood drawn = DemoGood.ALL.get(0);
    Path picture = Files.write(folder.resolve("bun.png"), DemoPicture.of(drawn));
    Browser browser = mall.browser(user("bakery"));
    String name = "Walnut bun " + Till.newId().substring(0, 8);
    browser.open("/console/goods").press("Add a good");
    browser.type("Name", name).type("Price", "260");
    browser.labelled("Picture").sendKeys(picture.toString());
    browser.press("Save");
    assertThat(browser.path()).startsWith("/console/goods");

    browser.open("/?q=" + name.replace(" ", "+"));
    assertThat(browser.text()).contains(name, "¥260");
    assertThat(browser.has("a.good img")).isTrue();
    browser.open("/console/goods").press(name).choose("State", "Sold out").press("Save");
    browser.open("/?q=" + name.replace(" ", "+"));
    assertThat(browser.text()).contains("Sold out");
    browser.open("/console/goods").press(name).type("Price", "2.6").press("Save");
    assertThat(browser.has(".message.error")).isTrue();
  }

  @Test
  void twoWhoChangeTheSameGood_getAConflict_notALostUpdate() {
    String id = "conflict-" + Till.newId();
    DemoGood cake = new DemoGood(id, "bakery", "Cake", "", 300, DemoGood.Drawing.ROUND);
    shop.mall().putGood(bakery, cake).require(200);
    Browser browser = mall.browser(user("mall-admin"));
    browser.open("/console/good?id=" + id);
    DemoGood dearer = new DemoGood(id, "bakery", "Cake", "", 350, DemoGood.Drawing.ROUND);
    shop.mall().putGood(bakery, dearer).require(200);

    browser.type("Price", "1").press("Save");
    assertThat(browser.has(".message.error")).isTrue();
    browser.open("/good?id=" + id);
    assertThat(browser.text()).contains("¥350");
  }

  @Test
  void foreignGoods_areNotThere_andListsShowOnlyOwn() {
    PageSession pages = mall.session(user("books"));
    PageSession.Answer foreign = pages.get("/console/good?id=bakery-rye");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.essence()).isEqualTo(pages.get("/console/good?id=missing").essence());
    assertThat(pages.get("/console/goods").body()).contains("A novel").doesNotContain("Rye bread");
    assertThat(pages.get("/console/shopfront").status()).isEqualTo(404);
    assertThat(mall.session(user("kiosk-admin")).get("/console/goods").status()).isEqualTo(404);
    assertThat(mall.session(user("auditor")).get("/console/goods").status()).isEqualTo(404);
  }

  @Test
  void desk_bundlesTheTickedOrders_intoOnePayment() {
    Signed<Order> bread = ordered(bakery, 580);
    Signed<Order> novel = ordered(books, 1500);
    Browser browser = mall.browser(user("mall-admin"));
    for (Signed<Order> order : List.of(bread, novel)) {
      browser.open("/console/orders?q=" + order.message().orderId());
      assertThat(browser.all("tbody tr")).hasSize(1);
    }
    browser.open("/console/orders");
    browser.find("input[value='bakery~" + bread.message().orderId() + "']").click();
    browser.find("input[value='books~" + novel.message().orderId() + "']").click();
    browser.press("Ask for one payment");
    assertThat(browser.path()).startsWith("/order?id=");
    assertThat(browser.text()).contains("Pay your order", "¥2,080", "Bakery", "Books");
    browser.open("/console/orders?q=" + bread.message().orderId());
    assertThat(browser.text()).contains("No orders are waiting.");

    Signed<Order> second = ordered(bakery, 190);
    String own = mall.session(user("bakery")).get("/console/orders").body();
    assertThat(own).contains(second.message().orderId()).doesNotContain("type=\"checkbox\"");
    assertThat(mall.session(user("books")).get("/console/orders").body())
        .doesNotContain(second.message().orderId());
  }

  private Signed<Order> ordered(MallApi.Party store, long amountMinor) {
    Signed<Order> order = shop.mall().order(store, Till.newId(), amountMinor, "At the till");
    shop.mall().send(order).require(201);
    return order;
  }
}

package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.RequestLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Stores in the consoles: what is done to them until they close, and two people at once. */
@Tag("browser")
class StoresIT extends OnDeployedMall {
  private static final DemoUser OPERATOR = user("operator-1");
  private static final DemoUser ADMIN = user("mall-admin");

  private final Mall mall = Mall.get();
  private final String id = "stall-" + UUID.randomUUID().toString().substring(0, 8);

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** The mall's admin invites a lower store; the page then tells its token. */
  private Browser invited() {
    Browser browser = mall.browser(ADMIN).open("/console/stores");
    browser
        .type("Store id", id)
        .type("Name", "<b>Stall</b> 花")
        .type("Commission (per mille)", "50");
    return browser.press("Register and invite");
  }

  private Browser store(Browser browser) {
    return browser.open("/console/store?id=" + id);
  }

  /** The mall sells a good of this store to somebody with a card; gives the settlement. */
  private String sell(Holder holder, long amount) {
    Till till = new Till(mall, "mall-1", mall.key(DemoStore.MALL));
    RequestLine line = Till.line(id, amount);
    String settlement = till.post(till.sign(till.content(Till.newId(), amount, List.of(line))));
    holder.pay(settlement).require(200);
    return settlement;
  }

  @Test
  void refusal_isToldInTheReadersLanguage() {
    Browser browser = mall.browser(ADMIN).open("/console/stores");
    browser.type("Store id", "client").type("Name", "Stall").press("Register and invite");
    assertThat(browser.text()).contains("This id is the name of another device.");

    browser.speaks("ja").open("/console/stores");
    browser.type("店舗番号", "client").type("名称", "屋台").press("登録して招待する");
    assertThat(browser.text())
        .contains("この番号は別の装置の名前です。")
        .doesNotContain("storeId", "another device");
  }

  @Test
  void twoAdmins_editTheSameStore_oneIsTold_andNothingIsLost() {
    Browser browser = store(invited());
    Map<String, String> form = new LinkedHashMap<>();
    form.put("renameForm-name", "The operator's stall");
    form.put("renameForm-rename", "Rename");
    assertThat(mall.session(OPERATOR).post("/operator/store?id=" + id, form).status())
        .isIn(302, 303);

    browser.type("Name", "The admin's stall").press("Rename");

    assertThat(browser.text())
        .contains("Somebody else edited this store while you did.", "The operator's stall");
    assertThat(browser.labelled("Name").getDomProperty("value")).isEqualTo("The admin's stall");
    browser.press("Rename");
    assertThat(browser.text()).as("not by insisting").contains("Somebody else edited this store");
    browser.press("Read the store again");
    assertThat(browser.find("h1").getText()).startsWith("The operator's stall");
    browser.type("Name", "The admin's stall").press("Rename");
    assertThat(browser.text()).contains("The store is renamed.");
    assertThat(browser.find("h1").getText()).startsWith("The admin's stall");
  }

  @Test
  void formThatIsNotShownAnyMore_isNotForgottenSilently() {
    Browser browser = store(invited());
    Map<String, String> form = new LinkedHashMap<>();
    form.put("suspendForm-reason", "fraud");
    form.put("suspendForm-suspend", "Suspend now");
    assertThat(mall.session(OPERATOR).post("/operator/store?id=" + id, form).status())
        .isIn(302, 303);

    browser.find("#suspending summary").click();
    browser.press("Suspend now");

    assertThat(browser.text()).contains("Somebody else edited this store", "fraud");
    assertThat(store(browser).has("#resumeForm")).as("what the operator suspended").isFalse();
    assertThat(browser.text()).contains("by the operator");
  }

  @Test
  void suspendedStore_isRefused_andMayComeBack_byKeyboardAlone() {
    Browser browser = store(invited());
    browser.tabTo("Suspend this store").keys(Keys.ENTER);
    browser.tabTo("Suspend now").enter();
    assertThat(browser.text()).contains("The store is suspended.");

    Till till = new Till(mall, "mall-1", mall.key(DemoStore.MALL));
    assertThat(
            till.postRaw(till.sign(till.content(Till.newId(), 10, List.of(Till.line(id, 10)))))
                .code())
        .contains("message-refused");
    browser.tabTo("Let it sell again").enter();
    assertThat(browser.text()).contains("The store sells again.");
    till.post(till.sign(till.content(Till.newId(), 10, List.of(Till.line(id, 10)))));
    assertThat(store(browser).text()).contains("Payments under way");
  }

  @Test
  void contract_isChangedByTheMall_exceptTheOperatorsFee() {
    Browser browser = store(invited());
    assertThat(browser.has("#contractForm-fee")).isFalse();
    browser.type("Commission (per mille)", "80").press("Make this contract");
    assertThat(browser.text()).contains("The contract is made.", "To come");
    browser.set("In force from", "2020-01-01T00:00").press("Make this contract");
    assertThat(browser.text()).contains("A contract begins five minutes from now or later.");
  }

  @Test
  void store_thatOwes_isClosedWithThatAcknowledged_andStaysSo() {
    Browser browser = invited();
    Holder holder = Holder.withNewCard(mall, "reader-7", 10_000);
    String settlement = sell(holder, 2_000);
    new Refunding(mall, new Till(mall, "mall-1", mall.key(DemoStore.MALL)))
        .line(settlement, id, 2_000);
    store(browser).find("#closing summary").click();
    assertThat(browser.text()).contains("The store owes", "This store owes");
    browser.find("#closeForm-sure").click();
    browser.press("Close for ever");
    assertThat(browser.text()).contains("Nothing was closed");

    store(browser).find("#closing summary").click();
    browser.find("#closeForm-acknowledged").click();
    browser.find("#closeForm-sure").click();
    browser.press("Close for ever");

    assertThat(browser.text()).contains("The store is closed.", "acknowledged: JPY");
    assertThat(browser.find("#balance").getText()).contains("The store owes");
    assertThat(browser.has("#closing")).isFalse();
    assertThat(browser.has("#inviteForm-invite")).isFalse();
  }

  @Test
  void store_thatOwesMoreThanWasShown_isNotClosed_untilThatWasSeen() {
    Browser browser = invited();
    Holder holder = Holder.withNewCard(mall, "reader-7", 10_000);
    Refunding refunding = new Refunding(mall, new Till(mall, "mall-1", mall.key(DemoStore.MALL)));
    refunding.line(sell(holder, 1_000), id, 1_000);
    String second = sell(holder, 2_000);
    refunding.line(second, id, 1_990);
    store(browser).find("#closing summary").click();
    browser.find("#closeForm-acknowledged").click();
    browser.find("#closeForm-sure").click();
    refunding.line(second, id, 10);
    browser.press("Close for ever");

    assertThat(browser.text()).contains("The store owes more than was acknowledged.");
    assertThat(store(browser).has("#closing")).isTrue();
    browser.find("#closing summary").click();
    browser.find("#closeForm-acknowledged").click();
    browser.find("#closeForm-sure").click();
    browser.press("Close for ever");
    assertThat(browser.text()).contains("The store is closed.", "acknowledged: JPY");
  }

  @Test
  void storesOfOthers_areNotThere() {
    PageSession admin = mall.session(ADMIN);
    assertThat(admin.get("/console/store?id=kiosk-1").status()).isEqualTo(404);
    assertThat(admin.get("/console/store?id=kiosk-1").essence())
        .isEqualTo(admin.get("/console/store?id=nobody").essence().replace("nobody", "kiosk-1"));
    assertThat(admin.get("/console/store").status()).isEqualTo(404);
    assertThat(admin.get("/operator/stores").status()).isEqualTo(404);
    PageSession auditor = mall.session(user("auditor"));
    assertThat(auditor.get("/operator/store?id=bakery").status()).isEqualTo(200);
    assertThat(auditor.get("/operator/store?id=bakery").body()).doesNotContain("closeForm");
    assertThat(mall.session(user("bakery")).get("/console/stores").status()).isEqualTo(404);
  }

  @Test
  void operator_registersAMall_andListsItByItsName() {
    Browser browser = mall.browser(OPERATOR).open("/operator/stores");
    browser.type("Store id", id).type("Name", "Mall " + id).press("Register and invite");
    assertThat(browser.text()).contains("This token is shown once", "None: a mall");
    browser.open("/operator/stores").type("Id or name", "mALL " + id).press("Find");
    assertThat(browser.driver().findElements(By.cssSelector("table.list tbody tr"))).hasSize(1);
    assertThat(browser.text()).contains("Invited");
    browser.open("/operator/stores").type("Store id", id).type("Name", "Another");
    browser.press("Register and invite");
    assertThat(browser.text())
        .contains("A store of this id is registered already, with other data.");
  }
}

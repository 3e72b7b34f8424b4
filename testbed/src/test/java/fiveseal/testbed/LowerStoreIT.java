package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lower store from its invitation to its first sale, by everybody who has a part in it, each with
 * an own browser or device; and how the shop follows what becomes of it.
 */
@Tag("browser")
class LowerStoreIT extends OnDeployedMall {
  private static final DemoUser ADMIN = user("mall-admin");
  private static final DemoUser OPERATOR = user("operator-1");
  private static final String PASSWORD = "four kind red foxes";

  @TempDir Path folder;

  private final Mall mall = Mall.get();
  private final String tag = UUID.randomUUID().toString().substring(0, 8);
  private final String id = "stall-" + tag;
  private final String name = "<b>Stall</b> 花 " + tag;
  private final String good = "Rose of " + tag;
  private String said;

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  // --- from the invitation to the first sale

  @Test
  @DisplayName("Claim 7 works: a lower store from its invitation to its first sale in the shop")
  void lowerStore_isInvited_enrols_andSellsToAStranger() throws Exception {
    Browser admin = invited();
    String command = admin.find("#command").getText();
    notYetInTheShop(admin, command);
    approved(command);
    contracted();
    madeItsUser();
    keptAGood();
    String settlement = boughtByAStranger();
    seenByItsOwnConsole(settlement);
  }

  private Browser invited() {
    Browser browser = mall.browser(ADMIN).open("/console/stores");
    browser.type("Store id", id).type("Name", name).type("Commission (per mille)", "50");
    return browser.press("Register and invite");
  }

  /** The token is told once; the shop does not have a store that has no key. */
  private void notYetInTheShop(Browser admin, String command) {
    String token = admin.find("#token").getText();
    assertThat(command).contains("--token " + token);
    assertThat(admin.open("/console/store?id=" + id).text()).contains("Open invitations");
    assertThat(admin.html()).doesNotContain(token);
    assertThat(admin.open("/console/shopfront").text()).contains(name, "Invited, has no key yet");
    assertThat(admin.open("/shop?store=" + id).text()).contains("There is nothing here");
  }

  /** The store asks with a key of its own; the operator compares thumbprints and approves. */
  private void approved(String command) throws Exception {
    SigningKey key = SigningKey.generate();
    Files.createDirectories(folder.resolve("device"));
    Files.writeString(folder.resolve("device").resolve("key.pem"), key.toPem());
    askedWhereOperatorsApprove(key);

    assertThat(runs(command)).as(said).isEqualTo(5);
    assertThat(said).contains(key.kid(), "waiting");
    Browser operator = mall.browser(OPERATOR).open("/operator/stores");
    assertThat(operator.text()).contains("Keys that wait for your approval", name);
    operator.open("/operator/store?id=" + id);
    assertThat(operator.find("[id^=requestForm] code").getText()).isEqualTo(key.kid());
    operator.press("Approve this key");
    assertThat(operator.text()).contains("The key is certified.");

    assertThat(runs(command)).as(said).isZero();
    assertThat(said).contains(key.kid());
  }

  /** As a node leaves it on which {@code fiveseal.enrolment.approval} is {@code required}. */
  private void askedWhereOperatorsApprove(SigningKey key) throws SQLException {
    try (Connection database = mall.database();
        PreparedStatement asked =
            database.prepareStatement(
                "INSERT INTO settlement.key_request (token_digest, kid, store_id,"
                    + " certification_request, state, requested_at) SELECT token_digest, ?,"
                    + " store_id, ?, 'PENDING', now() FROM settlement.invitation"
                    + " WHERE store_id = ?")) {
      asked.setString(1, key.kid());
      asked.setString(2, key.certificationRequest(id));
      asked.setString(3, id);
      assertThat(asked.executeUpdate()).isEqualTo(1);
    }
  }

  /** Runs what the page says that the store shall type; gives the exit code. */
  private int runs(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
    assertThat(words.subList(0, 4)).containsExactly("java", "-jar", "store-device.jar", "enrol");
    List<String> program = new ArrayList<>();
    program.add(Program.java().toString());
    program.add("-jar");
    program.add(TestFolder.built().storeDevice().toString());
    program.addAll(words.subList(3, words.size()));
    program.addAll(List.of("--dir", folder.resolve("device").toString()));
    Process process =
        new ProcessBuilder(program).directory(folder.toFile()).redirectErrorStream(true).start();
    said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }

  private void contracted() {
    Browser admin = mall.browser(ADMIN).open("/console/store?id=" + id);
    assertThat(admin.text()).contains("Serves", "In force").doesNotContain("Open invitations");
    admin.type("Commission (per mille)", "80").press("Make this contract");
    assertThat(admin.text()).contains("The contract is made.", "To come", "In force");
    assertThat(admin.open("/console/stores?text=" + id).text()).contains("Enrolled");
  }

  private void madeItsUser() {
    Browser admin = mall.browser(ADMIN).open("/console/users");
    admin.type("Name", id).type("Name for people", "Seller of " + tag);
    admin.choose("Role", "Lower store").choose("Lower store", name).press("Create");
    String given = admin.find("#given-password").getText();

    Browser seller = mall.browser().signIn(id, given);
    assertThat(seller.path()).isEqualTo("/account");
    seller.type("Present password", given).type("New password", PASSWORD);
    seller.type("New password again", PASSWORD).press("Change password");
    assertThat(seller.path()).isEqualTo("/console/");
  }

  private void keptAGood() throws IOException {
    Path picture = Files.write(folder.resolve("rose.png"), DemoPicture.of(DemoGood.ALL.get(8)));
    Browser seller = mall.browser().signIn(id, PASSWORD).open("/console/goods");
    seller.press("Add a good").type("Name", good).type("Price", "700");
    seller.labelled("Picture").sendKeys(picture.toString());
    seller.press("Save");
    assertThat(seller.text()).contains(good, "¥700").doesNotContain("Rye bread");
  }

  /** Somebody whom nobody knows, with a card and a client device. */
  private String boughtByAStranger() throws Exception {
    Holder.withNewCard(mall, "reader-7", 10_000);
    Browser stranger = mall.browser();
    stranger.complaints();
    assertThat(stranger.open("/").text()).contains(name);
    stranger.open("/?q=" + good.replace(' ', '+'));
    assertThat(stranger.has("a.good img")).isTrue();
    stranger.find("a.good").click();
    stranger.awaitText("¥700");
    stranger.press("Put into the basket").press("Go to checkout").press("Order and pay");
    String order = stranger.path();
    String payUrl = stranger.find("#pay").getDomAttribute("href");

    mall.devices().client("reader-7", "pay", payUrl);

    stranger.awaitText("Thank you. Your card has paid");
    assertThat(stranger.all("section.part")).hasSize(1);
    assertThat(stranger.find("section.part").getText()).contains(name, "1 × " + good, "¥700");
    assertThat(mall.balance("reader-7")).isEqualTo(9_300);
    assertThat(pdf(order.replace("/order?id=", "/receipt.pdf?order="))).startsWith('%', 'P', 'D');
    stranger.press("Verify this receipt");
    assertThat(stranger.text()).contains("This receipt is genuine", name, "¥700");
    assertThat(stranger.complaints()).isEmpty();
    return payUrl.substring(payUrl.indexOf("#settlement=") + "#settlement=".length());
  }

  private byte[] pdf(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(mall.http().baseUrl() + "/store" + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  private void seenByItsOwnConsole(String settlement) {
    Browser seller = mall.browser().signIn(id, PASSWORD).open("/console/settlements");
    assertThat(seller.all("table.list tbody tr")).hasSize(1);
    assertThat(seller.find("table.list tbody tr").getText()).contains(settlement, "¥700", "Paid");
    seller.open("/console/settlement?id=" + settlement).press("Verify now");
    assertThat(seller.text()).contains("Every seal holds.", "1 × " + good);
    Browser admin = mall.browser(ADMIN).open("/console/store?id=" + id);
    assertThat(admin.find("#balance").getText())
        .as("700 less 5 % and 1 %, not yet the contract to come")
        .contains("¥658");
  }

  // --- what becomes of it

  /** A further store, whose key the test holds, with a good of 700 in the shop. */
  private OpenMall.Admitted stall() {
    OpenMall.Admitted stall = mall.newLowerStore("Stall of " + tag);
    MallApi.Party seller = new MallApi.Party(stall.store().id(), stall.key());
    mall.shop()
        .mall()
        .putGood(seller, new DemoGood(tag, seller.id(), good, "", 700, DemoGood.Drawing.FLOWER))
        .require(200);
    return stall;
  }

  /** What the mall's admin does on the page of a store. */
  private void act(OpenMall.Admitted stall, String form, String field, String value, String act) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(form + "-" + field, value);
    fields.put(form + "-" + act, "x");
    PageSession admin = mall.pages(ADMIN);
    assertThat(admin.post("/console/store?id=" + stall.store().id(), fields).status())
        .as(act)
        .isIn(302, 303);
  }

  private Browser inTheBasket(String... goods) {
    Browser shopper = mall.browser();
    for (String each : goods) {
      shopper.open("/good?id=" + each).press("Put into the basket");
    }
    return shopper;
  }

  @Test
  void suspendedStore_isOutOfTheShop_andItsGoodsAreTakenOutOfBaskets() throws SQLException {
    OpenMall.Admitted stall = stall();
    Browser shopper = inTheBasket(tag, "bakery-rye").press("Go to checkout");
    act(stall, "suspendForm", "reason", "rent", "suspend");

    shopper.press("Order and pay");
    assertThat(shopper.path()).isEqualTo("/basket?said=changed");
    assertThat(shopper.text())
        .contains("Nothing was ordered.", "This store does not sell now.", "Stall of " + tag)
        .doesNotContain("Go to checkout");
    assertThat(orders(stall)).as("nothing that a message 1 is made of").isZero();
    assertThat(shopper.barriers()).isEmpty();
    assertThat(shopper.phone().overflowing()).isEmpty();
    shopper.desktop();
    assertThat(shopper.open("/?q=" + tag).text()).contains("Nothing was found");
    assertThat(shopper.open("/").text()).doesNotContain("Stall of " + tag);
    for (String gone : List.of("/good?id=" + tag, "/shop?store=" + stall.store().id())) {
      assertThat(shopper.open(gone).text()).as(gone).contains("There is nothing here");
    }
    assertThat(shopper.open("/checkout").has("form[action$='/order/make']")).isFalse();

    shopper.open("/basket").find("button[aria-label='Remove: " + good + "']").click();
    shopper.awaitText("It is no longer in your basket.");
    shopper.press("Go to checkout").press("Order and pay");
    assertThat(shopper.text()).contains("Pay your order", "¥580").doesNotContain(good);
    assertThat(mall.browser(ADMIN).open("/console/shopfront").text()).contains("Suspended");
    act(stall, "resumeForm", "reason", "paid", "resume");
    assertThat(shopper.open("/?q=" + tag).text()).contains(good, "¥700");
  }

  private long orders(OpenMall.Admitted stall) throws SQLException {
    try (Connection database = mall.database();
        PreparedStatement parts =
            database.prepareStatement("SELECT count(*) FROM shop.order_part WHERE store_id = ?")) {
      parts.setString(1, stall.store().id());
      try (var row = parts.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Test
  void renamedStore_isShownUnderItsNewName_andReceiptsKeepTheOldOne() {
    OpenMall.Admitted stall = stall();
    Holder holder = Holder.withNewCard(mall, "reader-7", 1_000);
    Browser shopper = inTheBasket(tag).press("Go to checkout").press("Order and pay");
    String order = shopper.path();
    String payUrl = shopper.find("#pay").getDomAttribute("href");
    holder.pay(payUrl.substring(payUrl.indexOf('=') + 1)).require(200);
    shopper.awaitText("Thank you.");
    act(stall, "renameForm", "name", "Garden of " + tag, "rename");

    assertThat(shopper.open("/").text()).contains("Garden of " + tag);
    assertThat(shopper.open("/?q=" + tag).text())
        .contains("Garden of " + tag)
        .doesNotContain("Stall of " + tag);
    assertThat(shopper.open(order).text())
        .contains("Stall of " + tag)
        .doesNotContain("Garden of " + tag);
    shopper.press("Verify this receipt");
    assertThat(shopper.text()).contains("Stall of " + tag).doesNotContain("Garden of " + tag);
    assertThat(mall.browser(ADMIN).open("/console/shopfront").text())
        .contains("Garden of " + tag)
        .doesNotContain("Stall of " + tag);
  }

  @Test
  void mall_keepsAStoreOutOfItsShop_andSaysWhatShoppersRead() {
    OpenMall.Admitted stall = stall();
    Browser admin = mall.browser(ADMIN).open("/console/shopfront").press("Stall of " + tag);
    admin.type("Description", "Cut at dawn.").press("Save");
    assertThat(admin.open("/shop?store=" + stall.store().id()).text())
        .contains("Cut at dawn.", good);

    admin.open("/console/shopfront?id=" + stall.store().id());
    admin.find("[id='store-shown']").click();
    admin.press("Save");
    assertThat(admin.text()).contains("Kept out of the shop by the mall");
    assertThat(admin.open("/?q=" + tag).text()).contains("Nothing was found");
    assertThat(admin.open("/console/shopfront?id=kiosk-1").text())
        .as("no lower store of this mall")
        .contains("There is nothing here");
  }
}

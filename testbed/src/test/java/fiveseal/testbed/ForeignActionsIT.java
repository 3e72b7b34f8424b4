package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fiveseal.protocol.Order;
import fiveseal.protocol.jws.Signed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The forms of one role, sent by another as the right one would send them: there is no such page,
 * and nothing changes. Beside each stands that the right one's form does change something.
 */
class ForeignActionsIT extends OnDeployedMall {
  private static final String MISSING = "01a21c8c-1893-7ccf-be66-d5a489a69464";

  private final Mall mall = Mall.get();
  private final String tag = UUID.randomUUID().toString().substring(0, 8);

  /** All that the forms of these tests could change, in one text. */
  private String records() throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = mall.database();
        Statement statement = connection.createStatement()) {
      for (String table :
          new String[] {
            "access.console_user",
            "settlement.store",
            "settlement.store_edit",
            "settlement.store_standing",
            "settlement.store_contract",
            "settlement.invitation",
            "settlement.store_key",
            "shop.lower_store",
            "shop.till_bundle"
          }) {
        try (ResultSet row =
            statement.executeQuery(
                "select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), ''))"
                    + " from (select to_jsonb(x) - 'last_seen_at' - 'last_login_at' as t from "
                    + table
                    + " x) y")) {
          row.next();
          all.append(table).append(' ').append(row.getString(1)).append('\n');
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "select count(*) from settlement.delivery_attempt where cause = 'RESEND'")) {
        row.next();
        all.append("resent ").append(row.getLong(1));
      }
    }
    return all.toString();
  }

  private Map<String, String> with(Map<String, String> form, String... pairs) {
    Map<String, String> filled = new LinkedHashMap<>(form);
    for (int i = 0; i < pairs.length; i += 2) {
      filled.put(pairs[i], pairs[i + 1]);
    }
    return filled;
  }

  private void isNotThere(String path, Map<String, String> form, String... users)
      throws SQLException {
    String before = records();
    for (String user : users) {
      RawPages pages = RawPages.of(mall, user);
      int status = pages.post(path, form).statusCode();
      // What was another's page is out of date, before anything else of it is looked at.
      assertThat(status == 302 ? pages.get(path).statusCode() : status)
          .as("%s for %s", path, user)
          .isEqualTo(404);
    }
    assertThat(RawPages.of(mall).post(path, form).statusCode()).isIn(303, 404);
    assertThat(records()).as(path).isEqualTo(before);
  }

  private void changes(String path, Map<String, String> form, String user) throws SQLException {
    String before = records();
    RawPages pages = RawPages.of(mall, user);
    String id = form.keySet().iterator().next().replaceFirst("-.*", "");
    Map<String, String> own = pages.form(path, id);
    form.forEach(
        (field, value) -> own.merge(field, value, (kept, sent) -> keep(field, kept, sent)));
    pages.post(path, own);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(records()).as("%s by %s", path, user).isNotEqualTo(before));
  }

  /** The state of the form and what was read are of whoever sends it. */
  private static String keep(String field, String own, String sent) {
    return field.startsWith("jakarta.faces.") || field.endsWith("-version") ? own : sent;
  }

  @Test
  void users_areMadeByTheirAdminAlone() throws SQLException {
    Map<String, String> form =
        with(
            RawPages.of(mall, "mall-admin").form("/console/users", "user"),
            "user-name",
            "new-" + tag,
            "user-displayName",
            "New",
            "user-role",
            "MALL_ADMIN",
            "user-create",
            "x");

    isNotThere("/console/users", form, "bakery", "books", "operator-1", "auditor");
    isNotThere("/operator/users", form, "mall-admin", "bakery", "auditor");
    changes("/console/users", form, "mall-admin");
  }

  @Test
  void user_ofAnother_isNotChanged() throws SQLException {
    String baker = "/console/user?id=" + userId("bakery");
    Map<String, String> form =
        with(RawPages.of(mall, "mall-admin").form(baker, "access"), "access-disable", "x");

    isNotThere(baker, form, "books", "kiosk-admin", "bakery", "operator-1");
    isNotThere(baker.replace("/console/", "/operator/"), form, "mall-admin", "books");
    isNotThere("/console/user?id=" + MISSING, form, "mall-admin");
  }

  private String userId(String name) throws SQLException {
    try (Connection connection = mall.database();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select user_id from access.console_user where name = '" + name + "'")) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void shopfront_isTheMallsAlone() throws SQLException {
    Map<String, String> form =
        with(
            RawPages.of(mall, "mall-admin").form("/console/shopfront?id=flowers", "store"),
            "store-id",
            "flowers",
            "store-name",
            "Flowers " + tag,
            "store-description",
            "Flowers of the season. 季節の花。",
            "store-shown",
            "true",
            "store-save",
            "x");

    isNotThere("/console/shopfront", form, "bakery", "books", "kiosk-admin", "operator-1");
    isNotThere("/console/shopfront?id=flowers", form, "bakery", "kiosk-admin");
    changes("/console/shopfront?id=flowers", form, "mall-admin");
    changes("/console/shopfront?id=flowers", with(form, "store-name", "Flowers"), "mall-admin");
  }

  @Test
  void store_isChangedByItsMallAlone() throws SQLException {
    String page = "/console/store?id=flowers";
    RawPages admin = RawPages.of(mall, "mall-admin");
    Map<String, String> rename =
        with(
            admin.form(page, "renameForm"), "renameForm-name", "Flowers", "renameForm-rename", "x");
    Map<String, String> suspend =
        with(
            admin.form(page, "suspendForm"), "suspendForm-reason", tag, "suspendForm-suspend", "x");
    Map<String, String> close =
        with(
            admin.form(page, "closeForm"),
            "closeForm-reason",
            tag,
            "closeForm-sure",
            "true",
            "closeForm-acknowledged",
            "true",
            "closeForm-close",
            "x");
    Map<String, String> invite = with(admin.form(page, "inviteForm"), "inviteForm-invite", "x");

    for (Map<String, String> form : List.of(rename, suspend, close, invite)) {
      isNotThere(page, form, "bakery", "books", "kiosk-admin", "operator-1", "auditor");
      isNotThere("/operator/store?id=flowers", form, "mall-admin", "books");
    }
    changes(page, with(rename, "renameForm-name", "Flowers of " + tag), "mall-admin");
    changes(page, with(rename, "renameForm-name", "Flowers"), "mall-admin");
  }

  /** The desk's page is there for both: the button for the mall alone. */
  @Test
  void tillsOrders_areBundledByTheMallAlone() throws SQLException {
    DemoShop shop = mall.shop();
    MallApi.Party bakery =
        shop.party(
            DemoStore.ALL.stream().filter(s -> s.id().equals("bakery")).findFirst().orElseThrow());
    Signed<Order> order = shop.mall().order(bakery, Till.newId(), 580, "At the till");
    shop.mall().send(order).require(201);
    String ticked = "bakery~" + order.message().orderId();
    Map<String, String> form =
        with(
            RawPages.of(mall, "mall-admin").form("/console/orders", "desk"),
            "order",
            ticked,
            "desk-bundle",
            "x");

    isNotThere("/console/orders", form, "kiosk-admin", "operator-1", "auditor");
    String before = records();
    RawPages baker = RawPages.of(mall, "bakery");
    Map<String, String> own =
        with(baker.form("/console/orders", "desk"), "order", ticked, "desk-bundle", "x");
    assertThat(baker.post("/console/orders", own).headers().firstValue("Location")).isEmpty();
    assertThat(records()).isEqualTo(before);
    changes("/console/orders", form, "mall-admin");
  }

  @Test
  void delivery_isRepeatedByItsStoreOrTheOperatorAlone() throws SQLException {
    String id = paid();
    String page = "/console/settlement?id=" + id;
    Map<String, String> form =
        with(RawPages.of(mall, "mall-admin").form(page, "delivery"), "delivery-resend", "x");

    isNotThere(page, form, "kiosk-admin", "operator-1");
    isNotThere("/operator/delivery?id=" + id, form, "mall-admin", "bakery");
    String before = records();
    RawPages baker = RawPages.of(mall, "bakery");
    baker.post(page, form);
    assertThat(records()).as("the button is not the bakery's").isEqualTo(before);
    changes(page, form, "mall-admin");
  }

  private String paid() {
    Till till = new Till(mall, DemoStore.MALL.id(), mall.key(DemoStore.MALL));
    String id =
        till.post(till.sign(till.content(Till.newId(), 100, List.of(Till.line("bakery", 100)))));
    Holder.withNewCard(mall, "reader-7", 1_000).pay(id).require(200);
    return id;
  }
}

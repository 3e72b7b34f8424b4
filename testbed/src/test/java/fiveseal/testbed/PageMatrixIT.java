package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every page for everybody, and every page that is of something with what belongs to somebody else:
 * it is not there, word for word as what does not exist. The pages are found in the sources; one
 * that this table does not know fails it.
 */
class PageMatrixIT extends OnDeployedMall {
  private static final String MISSING = "01a21c8c-1893-7ccf-be66-d5a489a69464";

  private static final String OPERATORS = "operator-1 operator-2";
  private static final String OPERATION = OPERATORS + " auditor";
  private static final String ADMINS = "mall-admin kiosk-admin";
  private static final String STORES = ADMINS + " bakery books";

  /** Those of the mall whose shop this is. */
  private static final String SHOPKEEPERS = "mall-admin bakery books";

  private static final String SIGNED_IN = OPERATION + " " + STORES;
  private static final String EVERYBODY = "nobody " + SIGNED_IN;

  /** Who finds each page that is of nothing in particular. */
  private static final Map<String, String> OPEN_TO = new TreeMap<>();

  /** Pages that are of something, named in the query: nothing without it. */
  private static final Map<String, String> OF_SOMETHING = new TreeMap<>();

  static {
    for (String page : List.of("/", "/index", "/basket", "/checkout", "/login")) {
      OPEN_TO.put(page, EVERYBODY);
    }
    OPEN_TO.put("/account", SIGNED_IN);
    for (String page :
        List.of(
            "/operator/",
            "/operator/index",
            "/operator/cards",
            "/operator/deliveries",
            "/operator/doubts",
            "/operator/float",
            "/operator/health",
            "/operator/keys",
            "/operator/ledger",
            "/operator/receipts",
            "/operator/stores",
            "/operator/trail")) {
      OPEN_TO.put(page, OPERATION);
    }
    OPEN_TO.put("/operator/users", OPERATORS);
    for (String page :
        List.of(
            "/console/", "/console/index", "/console/settlements", "/console/settlements.csv")) {
      OPEN_TO.put(page, STORES);
    }
    OPEN_TO.put("/console/goods", SHOPKEEPERS);
    OPEN_TO.put("/console/orders", SHOPKEEPERS);
    OPEN_TO.put("/console/shopfront", "mall-admin");
    for (String page :
        List.of("/console/stores", "/console/settings", "/console/trail", "/console/users")) {
      OPEN_TO.put(page, ADMINS);
    }
    OF_SOMETHING.put("/shop", "store");
    OF_SOMETHING.put("/good", "id");
    OF_SOMETHING.put("/order", "id");
    OF_SOMETHING.put("/receipt", "digest");
    OF_SOMETHING.put("/receipt.pdf", "order");
    OF_SOMETHING.put("/operator/account", "id");
    OF_SOMETHING.put("/operator/account.csv", "id");
    OF_SOMETHING.put("/operator/card", "ref");
    OF_SOMETHING.put("/operator/delivery", "id");
    OF_SOMETHING.put("/operator/settlement", "id");
    OF_SOMETHING.put("/operator/store", "id");
    OF_SOMETHING.put("/operator/user", "id");
    OF_SOMETHING.put("/console/good", "id");
    OF_SOMETHING.put("/console/refund", "id");
    OF_SOMETHING.put("/console/settlement", "id");
    OF_SOMETHING.put("/console/store", "id");
    OF_SOMETHING.put("/console/user", "id");
  }

  /** Pages that a container or another page shows, never an address of their own. */
  private static final Set<String> SHOWN_BY_OTHERS = Set.of("/errors/problem");

  /** Without anything named, its form makes a new one. */
  private static final String MAKES_NEW_ONES = "/console/good";

  private static final Map<String, PageSession> SESSIONS = new HashMap<>();

  private static final List<String> NONSENSE =
      List.of(
          "after", "before", "text", "state", "kind", "owner", "from", "to", "lastFour", "store");

  private final Mall mall = Mall.get();

  private PageSession session(String user) {
    return SESSIONS.computeIfAbsent(
        user,
        name ->
            name.equals("nobody") ? PageSession.of(mall.http().baseUrl()) : mall.pages(user(name)));
  }

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void everyPage_isInTheTable() {
    Set<String> known = new TreeSet<>(OPEN_TO.keySet());
    known.addAll(OF_SOMETHING.keySet());
    known.addAll(SHOWN_BY_OTHERS);
    assertThat(PageFiles.all()).isNotEmpty().isSubsetOf(known);
    assertThat(PageFiles.servlets("/console", "/operator")).isSubsetOf(known);
    assertThat(DemoUser.ALL).extracting(DemoUser::name).contains(SIGNED_IN.split(" "));
  }

  @TestFactory
  Stream<DynamicTest> page_isThere_forThoseWhomItIsFor() {
    return OPEN_TO.entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(page.getKey(), () -> open(page.getKey(), page.getValue())));
  }

  private void open(String page, String users) {
    for (String user : EVERYBODY.split(" ")) {
      PageSession.Answer answer = session(user).get(page);
      if (List.of(users.split(" ")).contains(user)) {
        assertThat(answer.status()).as("%s for %s", page, user).isEqualTo(200);
      } else {
        assertRefused(page, user, answer);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> pageOfSomething_withoutIt_isNotThere() {
    return OF_SOMETHING.entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.getKey(), () -> withoutIt(page.getKey(), page.getValue())));
  }

  private void withoutIt(String page, String parameter) {
    List<String> queries = new ArrayList<>();
    queries.add(query(parameter, MISSING));
    queries.add(query(parameter, "%27--"));
    if (!page.equals(MAKES_NEW_ONES)) {
      queries.add("");
      queries.add(query(parameter, ""));
    }
    for (String user : EVERYBODY.split(" ")) {
      for (String query : queries) {
        assertRefused(page, user, session(user).get(page + query));
      }
    }
  }

  /** Whatever stands in an address, the page is shown, or is not there, and never fails. */
  @TestFactory
  Stream<DynamicTest> page_askedForNonsense_doesNotFail() {
    return OPEN_TO.keySet().stream()
        .map(page -> DynamicTest.dynamicTest(page, () -> askedForNonsense(page)));
  }

  private void askedForNonsense(String page) {
    for (String user : List.of("operator-1", "mall-admin", "books")) {
      for (String parameter : NONSENSE) {
        for (String value : List.of("%27--", "-1", "99999999999999999999", "%00", "%E3%81%82")) {
          assertThat(session(user).get(page + query(parameter, value)).status())
              .as("%s?%s=%s for %s", page, parameter, value, user)
              .isLessThan(500);
        }
      }
    }
  }

  private static String query(String parameter, String id) {
    return "?" + parameter + "=" + id;
  }

  private static void assertRefused(String page, String user, PageSession.Answer answer) {
    if (user.equals("nobody") && answer.status() == 303) {
      assertThat(answer.location()).as(page).contains("/store/login");
    } else {
      assertThat(answer.status()).as("%s for %s", page, user).isEqualTo(404);
    }
  }

  /** What there is, by whom it can be seen. */
  private record Something(String page, String query, String seenBy) {}

  private List<Something> things() throws SQLException {
    String shared = paid(DemoStore.MALL, "bakery", "books");
    String flowers = paid(DemoStore.MALL, "flowers");
    String kiosk = paid(DemoStore.KIOSK, DemoStore.KIOSK.id());
    String baker = userId("bakery");
    String keeper = userId("kiosk-admin");
    return List.of(
        new Something("/console/settlement", "?id=" + shared, "mall-admin bakery books"),
        new Something("/console/settlement", "?id=" + flowers, "mall-admin"),
        new Something("/console/settlement", "?id=" + kiosk, "kiosk-admin"),
        new Something("/console/refund", "?id=" + shared + "&line=1", "mall-admin bakery"),
        new Something("/console/refund", "?id=" + shared + "&line=2", "mall-admin books"),
        new Something("/console/refund", "?id=" + flowers + "&line=1", "mall-admin"),
        new Something("/console/store", "?id=bakery", "mall-admin"),
        new Something("/console/store", "?id=" + DemoStore.KIOSK.id(), "kiosk-admin"),
        new Something("/console/user", "?id=" + baker, "mall-admin"),
        new Something("/console/user", "?id=" + keeper, "kiosk-admin"),
        new Something("/console/user", "?id=" + userId("operator-1"), ""),
        new Something("/console/good", "?id=bakery-rye", "mall-admin bakery"),
        new Something("/console/good", "?id=books-novel", "mall-admin books"),
        new Something("/operator/settlement", "?id=" + kiosk, OPERATION),
        new Something("/operator/delivery", "?id=" + kiosk, OPERATION),
        new Something("/operator/store", "?id=bakery", OPERATION),
        new Something("/operator/user", "?id=" + baker, OPERATORS));
  }

  @TestFactory
  Stream<DynamicTest> pageOfSomething_ofAnother_isNotThere_asIfItDidNotExist() throws SQLException {
    List<Something> things = things();
    assertThat(things).extracting(Something::page).containsAll(ofTenants());
    return things.stream()
        .map(
            thing ->
                DynamicTest.dynamicTest(
                    thing.page() + " for " + thing.seenBy(), () -> seenBy(thing)));
  }

  /** Pages of the consoles that are of something. */
  private static List<String> ofTenants() {
    return OF_SOMETHING.keySet().stream().filter(page -> page.startsWith("/console/")).toList();
  }

  private void seenBy(Something thing) {
    String missing = thing.query().replaceFirst("=[^&]*", "=" + MISSING);
    for (String user : SIGNED_IN.split(" ")) {
      PageSession.Answer answer = session(user).get(thing.page() + thing.query());
      if (List.of(thing.seenBy().split(" ")).contains(user)) {
        assertThat(answer.status()).as("%s for %s", thing, user).isEqualTo(200);
      } else {
        assertThat(answer.status()).as("%s for %s", thing, user).isEqualTo(404);
        assertThat(answer.essence())
            .as("%s for %s", thing, user)
            .isEqualTo(session(user).get(thing.page() + missing).essence());
      }
    }
  }

  /** Lists and files asked for somebody else's are as empty as for what does not exist. */
  @Test
  void listsAndFiles_askedForWhatIsAnothers_areEmpty() {
    String flowers = paid(DemoStore.MALL, "flowers");
    for (String user : List.of("bakery", "books", "kiosk-admin")) {
      for (String page : List.of("/console/settlements", "/console/settlements.csv")) {
        for (String parameter : List.of("id", "after")) {
          PageSession.Answer answer = session(user).get(page + query(parameter, flowers));
          assertThat(answer.body().replace("value=\"" + flowers + "\"", ""))
              .as("%s for %s", page, user)
              .doesNotContain("flowers");
        }
        assertThat(session(user).get(page + "?store=flowers").essence())
            .as("%s for %s", page, user)
            .isEqualTo(
                session(user).get(page + "?store=nobody").essence().replace("nobody", "flowers"));
      }
    }
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
    try (Connection connection = mall.database();
        PreparedStatement query =
            connection.prepareStatement("select user_id from access.console_user where name = ?")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getString(1);
      }
    }
  }
}

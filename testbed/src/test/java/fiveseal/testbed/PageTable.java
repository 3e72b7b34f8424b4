package fiveseal.testbed;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every page, and who may open it: the one table of the tests that look at all pages. A new page
 * has its line here; if it is of something, {@link PageSubjects} says of what.
 */
final class PageTable {
  static final String OPERATORS = "operator-1 operator-2";
  static final String OPERATION = OPERATORS + " auditor";
  static final String ADMINS = "mall-admin kiosk-admin";
  static final String STORES = ADMINS + " bakery books";

  /** Those of the mall whose shop this is. */
  static final String SHOPKEEPERS = "mall-admin bakery books";

  static final String SIGNED_IN = OPERATION + " " + STORES;
  static final String NOBODY = "nobody";
  static final String EVERYBODY = NOBODY + " " + SIGNED_IN;

  /** What a container or another page shows, never an address of its own. */
  static final String PROBLEM = "/errors/problem";

  /** Who finds each page that is of nothing in particular. */
  private static final Map<String, String> OPEN_TO = new TreeMap<>();

  /** Pages that are of something, named in the query: nothing without it. */
  private static final Map<String, String> OF_SOMETHING = new TreeMap<>();

  /** Pages that look different for a query; what they are of stands before it. */
  private static final Map<String, List<String>> VARIANTS = new TreeMap<>();

  static {
    for (String page : List.of("/", "/index", "/basket", "/checkout", "/enrol", "/login")) {
      OPEN_TO.put(page, EVERYBODY);
    }
    OPEN_TO.put("/account", SIGNED_IN);
    for (String page :
        List.of(
            "/operator/",
            "/operator/index",
            "/operator/batches",
            "/operator/cards",
            "/operator/compromise",
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
    OF_SOMETHING.put("/operator/batch", "id");
    OF_SOMETHING.put("/operator/card", "ref");
    OF_SOMETHING.put("/operator/compromise.csv", "key");
    OF_SOMETHING.put("/operator/delivery", "id");
    OF_SOMETHING.put("/operator/settlement", "id");
    OF_SOMETHING.put("/operator/store", "id");
    OF_SOMETHING.put("/operator/user", "id");
    OF_SOMETHING.put("/console/good", "id");
    OF_SOMETHING.put("/console/refund", "id");
    OF_SOMETHING.put("/console/settlement", "id");
    OF_SOMETHING.put("/console/store", "id");
    OF_SOMETHING.put("/console/user", "id");

    VARIANTS.put("/index", List.of("?q=xyz"));
    VARIANTS.put("/login", List.of("?again=true", "?again=form"));
    VARIANTS.put(
        "/operator/compromise",
        List.of(
            "?kind=CARD_MASTER&key=1&at=2026-01-01T00:00",
            "?kind=STORE&key=x&at=2026-01-01T00:00",
            "?kind=STORE&key=x&at=2026"));
    VARIANTS.put("/operator/deliveries", List.of("?taken=true"));
    VARIANTS.put("/operator/ledger", List.of("?kind=CARD"));
    VARIANTS.put("/console/settlements", List.of("?state=REVERSED"));
    VARIANTS.put("/console/settlement", List.of("&verify=now"));
    VARIANTS.put("/console/refund", List.of("&next=confirm&amount=1&reason=MISTAKE"));
  }

  private PageTable() {}

  /** Who finds each page that is of nothing in particular, by its path. */
  static Map<String, String> openTo() {
    return OPEN_TO;
  }

  /** The parameter that names what each other page is of, by its path. */
  static Map<String, String> ofSomething() {
    return OF_SOMETHING;
  }

  /** Further queries of a page, to be put behind its address. */
  static List<String> variants(String page) {
    return VARIANTS.getOrDefault(page, List.of());
  }

  /** All pages that are known here. */
  static Set<String> all() {
    Set<String> known = new TreeSet<>(OPEN_TO.keySet());
    known.addAll(OF_SOMETHING.keySet());
    known.add(PROBLEM);
    return known;
  }

  /** The users of a list as it stands in the table. */
  static List<String> users(String list) {
    return Stream.of(list.split(" ")).filter(user -> !user.isEmpty()).toList();
  }
}

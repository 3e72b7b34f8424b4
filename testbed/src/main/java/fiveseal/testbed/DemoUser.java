package fiveseal.testbed;

import java.util.List;
import java.util.Optional;

/**
 * A user of the demo's consoles.
 *
 * @param name what the user signs in with
 * @param displayName the name for people
 * @param role OPERATOR, AUDITOR, MALL_ADMIN or LOWER_STORE
 * @param store whose data the user sees; empty for everything
 */
record DemoUser(String name, String displayName, String role, Optional<String> store) {

  /** Whom the application makes at its first start, and who could not make the second alone. */
  static final DemoUser FIRST =
      new DemoUser("operator-1", "Operator One", "OPERATOR", Optional.empty());

  /** The other operator, without whom no card's value is moved. */
  static final DemoUser SECOND =
      new DemoUser("operator-2", "Operator Two", "OPERATOR", Optional.empty());

  /** The first one first. */
  static final List<DemoUser> ALL =
      List.of(
          FIRST,
          SECOND,
          new DemoUser("auditor", "Auditor", "AUDITOR", Optional.empty()),
          of("mall-admin", "Sakura Mall's Administrator", "MALL_ADMIN", DemoStore.MALL.id()),
          of("bakery", "Bakery's Seller", "LOWER_STORE", "bakery"),
          of("books", "Books' Seller", "LOWER_STORE", "books"),
          of("kiosk-admin", "Station Kiosk's Keeper", "MALL_ADMIN", DemoStore.KIOSK.id()));

  private static DemoUser of(String name, String displayName, String role, String store) {
    return new DemoUser(name, displayName, role, Optional.of(store));
  }

  /** Random, the same as long as the folder is. */
  String password(Secrets secrets) {
    return secrets.of("user." + name);
  }
}

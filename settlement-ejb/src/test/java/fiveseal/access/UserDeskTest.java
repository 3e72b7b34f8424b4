package fiveseal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fiveseal.database.EmbeddedDatabase;
import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminAction;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.Concerned;
import fiveseal.manager.Login;
import fiveseal.manager.OneTimePassword;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.manager.UserOrder;
import fiveseal.manager.UserPage;
import fiveseal.manager.UserView;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who manages whom, on a real database. */
class UserDeskTest {
  private static final String PASSWORD = "seven bright lanterns";

  /** Every kind of user there is: role and store. */
  private static final List<UserOrder> KINDS =
      List.of(
          kind(Role.OPERATOR, null),
          kind(Role.AUDITOR, null),
          kind(Role.MALL_ADMIN, "mall-1"),
          kind(Role.LOWER_STORE, "bakery"),
          kind(Role.MALL_ADMIN, "mall-2"),
          kind(Role.LOWER_STORE, "fish"));

  private static EmbeddedDatabase database;
  private static Passwords passwords;

  private final House house = new House(database, passwords);
  private final String name = "u" + UUID.randomUUID().toString().substring(0, 8);
  private int made;

  private static UserOrder kind(Role role, String storeId) {
    return new UserOrder("", "Somebody", role, Optional.ofNullable(storeId));
  }

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedDatabase.start();
    passwords = House.passwords("1024");
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @BeforeEach
  void forgetAttempts() {
    house.database.update(
        "UPDATE access.login_throttle SET failures = 0, next_attempt_at = '2020-01-01Z'");
  }

  private UserOrder named(UserOrder kind) {
    return new UserOrder(name + "-" + made++, "Somebody", kind.role(), kind.storeId());
  }

  private Login actor(UserOrder kind) {
    return house.user(name + "-" + made++, kind.role(), kind.storeId().orElse(null), PASSWORD);
  }

  /** What the design says, written down apart from the code. */
  private static boolean mayManage(UserOrder actor, UserOrder other) {
    return switch (actor.role()) {
      case OPERATOR -> true;
      case MALL_ADMIN ->
          actor.storeId().equals(Optional.of("mall-1"))
              ? other.storeId().filter(List.of("mall-1", "bakery")::contains).isPresent()
              : other.storeId().filter(List.of("mall-2", "fish")::contains).isPresent();
      default -> false;
    };
  }

  @Test
  void everyone_managesWhomTheyMay_andFindsNobodyElse() {
    actor(kind(Role.OPERATOR, null)); // who could agree to what another does with operators
    int allowed = 0;
    for (UserOrder kind : KINDS) {
      Login actor = actor(kind);
      for (UserOrder other : KINDS) {
        String there = house.users.create(House.operator(), named(other)).userId();
        List<Runnable> acts = new ArrayList<>();
        acts.add(() -> house.users.create(actor, named(other)));
        acts.add(() -> house.users.reset(actor, there));
        acts.add(
            () ->
                house.users.setActive(
                    actor, there, house.accounts.byId(there).get().version(), false));
        acts.add(
            () ->
                house.users.change(
                    actor,
                    there,
                    house.accounts.byId(there).get().version(),
                    "Other name",
                    other.role(),
                    other.storeId()));
        for (Runnable act : acts) {
          if (mayManage(kind, other)) {
            act.run();
            allowed++;
          } else {
            assertNotFound(act);
          }
        }
        if (mayManage(kind, other) || kind.role() == Role.AUDITOR) {
          assertThat(house.users.one(actor, there).userId()).isEqualTo(there);
        } else {
          assertNotFound(() -> house.users.one(actor, there));
        }
      }
    }
    assertThat(allowed).isEqualTo(4 * (6 + 2 + 2));
  }

  @Test
  void nobody_isGivenARoleThatTheGiverLacks() {
    Login mall = house.user(name, Role.MALL_ADMIN, "mall-1", PASSWORD);
    String user = house.users.create(mall, named(kind(Role.LOWER_STORE, "bakery"))).userId();
    Map<Role, String> wanted = new EnumMap<>(Role.class);
    wanted.put(Role.OPERATOR, null);
    wanted.put(Role.AUDITOR, null);
    wanted.put(Role.MALL_ADMIN, "mall-2");
    wanted.put(Role.LOWER_STORE, "fish");

    wanted.forEach(
        (role, store) ->
            assertNotFound(
                () -> house.users.change(mall, user, 1, "N", role, Optional.ofNullable(store))));
    assertThat(house.users.one(mall, user).role()).isEqualTo(Role.LOWER_STORE);
    house.users.change(mall, user, 1, "N", Role.MALL_ADMIN, Optional.of("mall-1"));
    assertThat(house.users.one(mall, user).role()).isEqualTo(Role.MALL_ADMIN);
  }

  @Test
  void stores_goWithTheirRolesOnly() {
    for (UserOrder wrong :
        List.of(
            kind(Role.OPERATOR, "mall-1"),
            kind(Role.MALL_ADMIN, null),
            kind(Role.MALL_ADMIN, "bakery"),
            kind(Role.LOWER_STORE, "mall-1"),
            kind(Role.LOWER_STORE, "nowhere"))) {
      assertThatThrownBy(() -> house.users.create(House.operator(), named(wrong)))
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat((String) e.members().get("fault")).startsWith("store-"));
    }
  }

  @Test
  void oneself_staysWhatOneIs() {
    Login operator = house.user(name, Role.OPERATOR, null, PASSWORD);
    house.user(name + "-2", Role.OPERATOR, null, PASSWORD);
    int version = house.users.one(operator, operator.userId()).version();

    LoginDeskTest.assertFault(
        "own-role",
        () ->
            house.users.change(
                operator, operator.userId(), version, "N", Role.AUDITOR, Optional.empty()));
    LoginDeskTest.assertFault(
        "own-role", () -> house.users.setActive(operator, operator.userId(), version, false));
    house.users.change(
        operator, operator.userId(), version, "Another name", Role.OPERATOR, Optional.empty());
    assertThat(house.users.one(operator, operator.userId()).displayName())
        .isEqualTo("Another name");
  }

  @Test
  void lastOperator_stays() {
    house.database.update(
        "UPDATE access.console_user SET state = 'DISABLED' WHERE role = 'OPERATOR'");
    String last = house.users.create(House.operator(), named(kind(Role.OPERATOR, null))).userId();
    house.agree(last);
    String other = house.users.create(House.operator(), named(kind(Role.OPERATOR, null))).userId();

    LoginDeskTest.assertFault(
        "last-operator", () -> house.users.setActive(House.operator(), last, 2, false));
    LoginDeskTest.assertFault(
        "last-operator",
        () -> house.users.change(House.operator(), last, 2, "N", Role.AUDITOR, Optional.empty()));
    house.agree(other);
    house.users.setActive(House.operator(), last, 2, false);
    assertThat(house.users.one(House.operator(), last).active()).isFalse();
  }

  @Test
  void change_ofAVersionThatIsOld_isAConflict_andLosesNothing() {
    String user = house.users.create(House.operator(), named(kind(Role.AUDITOR, null))).userId();
    house.users.change(House.operator(), user, 1, "First", Role.AUDITOR, Optional.empty());

    LoginDeskTest.assertFault(
        "changed-meanwhile",
        () ->
            house.users.change(
                House.operator(), user, 1, "Second", Role.AUDITOR, Optional.empty()));
    assertThat(house.users.one(House.operator(), user).displayName()).isEqualTo("First");
  }

  @Test
  void change_ofTheRole_endsSessions_ofTheNameAlone_doesNot() {
    Login user = house.user(name, Role.LOWER_STORE, "bakery", PASSWORD);
    String token = house.signIn(name, PASSWORD).orElseThrow();
    int version = house.users.one(House.operator(), user.userId()).version();

    house.users.change(
        House.operator(), user.userId(), version, "N", Role.LOWER_STORE, Optional.of("bakery"));
    assertThat(house.logins.signedIn(token)).isPresent();
    house.users.change(
        House.operator(), user.userId(), version + 1, "N", Role.MALL_ADMIN, Optional.of("mall-1"));
    assertThat(house.logins.signedIn(token)).isEmpty();
  }

  @Test
  void names_areUnique_whateverTheirCase() {
    house.users.create(House.operator(), new UserOrder(name, "N", Role.AUDITOR, Optional.empty()));

    LoginDeskTest.assertFault(
        "name-taken",
        () ->
            house.users.create(
                House.operator(),
                new UserOrder(
                    name.toUpperCase(java.util.Locale.ROOT), "N", Role.AUDITOR, Optional.empty())));
    for (String bad : List.of("", "a", "-ab", "a b", "名前", "a".repeat(65), "a/b")) {
      LoginDeskTest.assertFault(
          "name-form",
          () ->
              house.users.create(
                  House.operator(), new UserOrder(bad, "N", Role.AUDITOR, Optional.empty())));
    }
  }

  @Test
  void list_goesOnWhereItEnded_withinTheMall() {
    Login mall = house.user(name, Role.MALL_ADMIN, "mall-2", PASSWORD);
    for (int i = 0; i < 5; i++) {
      house.users.create(House.operator(), named(kind(Role.LOWER_STORE, "fish")));
      house.users.create(House.operator(), named(kind(Role.LOWER_STORE, "bakery")));
    }
    List<UserView> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      UserPage page = house.users.list(mall, after, 2);
      assertThat(page.users()).hasSizeLessThanOrEqualTo(2);
      all.addAll(page.users());
      after = page.next();
    } while (after.isPresent());

    assertThat(all).extracting(UserView::mallId).containsOnly(Optional.of("mall-2"));
    assertThat(all).extracting(UserView::userId).doesNotHaveDuplicates().isSorted();
    assertThat(all).hasSizeGreaterThanOrEqualTo(6);
    Login lower = house.user(name + "-low", Role.LOWER_STORE, "fish", PASSWORD);
    assertNotFound(() -> house.users.list(lower, Optional.empty(), 10));
  }

  @Test
  void admit_again_findsTheUser_andAnotherOfTheNameIsAConflict() {
    UserOrder order = named(kind(Role.MALL_ADMIN, "mall-1"));
    Login one = house.logins.bearer("token:operator-1");
    Login two = house.logins.bearer("token:operator-2");
    String id = house.users.admit(one, order, PASSWORD);

    assertThat(house.users.admit(one, order, "another fine password")).isEqualTo(id);
    assertThat(house.signedIn(order.name(), PASSWORD).mustChangePassword()).isTrue();
    assertThatThrownBy(
            () ->
                house.users.admit(
                    one,
                    new UserOrder(order.name(), "N", Role.OPERATOR, Optional.empty()),
                    PASSWORD))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICTING_REPLAY));
    house.beADemo();
    UserOrder demo = named(kind(Role.OPERATOR, null));
    String admitted = house.users.admit(one, demo, PASSWORD);
    assertThat(house.users.admit(one, demo, PASSWORD)).isEqualTo(admitted);
    assertThat(house.signIn(demo.name(), PASSWORD)).as("by one operator's token").isEmpty();
    assertThat(house.users.admit(two, demo, "another fine password")).isEqualTo(admitted);
    assertThat(house.signIn(demo.name(), PASSWORD)).as("that was another order").isEmpty();
    assertThat(house.users.admit(two, demo, PASSWORD)).isEqualTo(admitted);
    assertThat(house.signedIn(demo.name(), PASSWORD).mustChangePassword()).isFalse();
  }

  // --- two operators

  @Test
  void operator_byOneOperatorsWord_cannotSignIn() {
    Login one = house.user(name, Role.OPERATOR, null, PASSWORD);
    Login two = house.user(name + "-two", Role.OPERATOR, null, PASSWORD);
    Login auditor = house.user(name + "-auditor", Role.AUDITOR, null, PASSWORD);
    Login mall = house.user(name + "-mall", Role.MALL_ADMIN, "mall-1", PASSWORD);
    UserOrder order = named(kind(Role.OPERATOR, null));
    OneTimePassword given = house.users.create(one, order);
    int version = house.users.one(one, given.userId()).version();

    assertThat(house.users.one(one, given.userId()).raisedBy()).contains(one.name());
    assertThat(house.signIn(order.name(), given.password())).isEmpty();
    LoginDeskTest.assertFault("own-raise", () -> house.users.agree(one, given.userId(), version));
    assertNotFound(() -> house.users.agree(auditor, given.userId(), version));
    assertNotFound(() -> house.users.agree(mall, given.userId(), version));
    assertThat(house.signIn(order.name(), given.password())).isEmpty();

    house.users.agree(two, given.userId(), version);
    assertThat(house.signIn(order.name(), given.password())).isPresent();
    LoginDeskTest.assertFault(
        "changed-meanwhile", () -> house.users.agree(two, given.userId(), version + 1));
  }

  @Test
  void operator_resetOrEnabledOrPromotedByOne_waitsForAnother() {
    Login one = house.user(name, Role.OPERATOR, null, PASSWORD);
    Login two = house.user(name + "-two", Role.OPERATOR, null, PASSWORD);
    Login user = house.user(name + "-user", Role.OPERATOR, null, PASSWORD);
    String token = house.signIn(user.name(), PASSWORD).orElseThrow();

    String password = house.users.reset(one, user.userId()).password();
    assertThat(house.logins.signedIn(token)).isEmpty();
    assertWaits(one, two, user, password);

    house.users.setActive(one, user.userId(), version(user), false);
    house.users.setActive(one, user.userId(), version(user), true);
    assertWaits(one, two, user, password);

    house.users.change(one, user.userId(), version(user), "N", Role.AUDITOR, Optional.empty());
    assertThat(house.signIn(user.name(), password)).as("an auditor needs no second").isPresent();
    house.users.change(one, user.userId(), version(user), "N", Role.OPERATOR, Optional.empty());
    house.users.change(one, user.userId(), version(user), "M", Role.OPERATOR, Optional.empty());
    assertWaits(one, two, user, password);
  }

  /** Whoever bears it may be the one who raised the operator. */
  @Test
  void operator_byALogin_isNotAgreedToByATokenOfNobody_butByTheTokenOfAnother() {
    Login one = house.user(name, Role.OPERATOR, null, PASSWORD);
    UserOrder order = named(kind(Role.OPERATOR, null));
    OneTimePassword given = house.users.create(one, order);

    Login two = house.user(name + "-two", Role.OPERATOR, null, PASSWORD);

    house.users.admit(house.logins.bearer("token:operator-2"), order, given.password());
    house.users.admit(house.logins.bearer(one.name()), order, given.password());
    assertThat(house.signIn(order.name(), given.password())).isEmpty();

    house.users.admit(house.logins.bearer(two.name()), order, given.password());
    assertThat(house.signIn(order.name(), given.password())).isPresent();
  }

  private int version(Login user) {
    return house.users.one(House.operator(), user.userId()).version();
  }

  private void assertWaits(Login one, Login two, Login user, String password) {
    assertThat(house.signIn(user.name(), password)).isEmpty();
    LoginDeskTest.assertFault(
        "own-raise", () -> house.users.agree(one, user.userId(), version(user)));
    house.users.agree(two, user.userId(), version(user));
    assertThat(house.signIn(user.name(), password)).isPresent();
  }

  @Test
  void reset_ofOneself_isRefused() {
    Login one = house.user(name, Role.OPERATOR, null, PASSWORD);

    LoginDeskTest.assertFault("own-reset", () -> house.users.reset(one, one.userId()));
    assertThat(house.signIn(name, PASSWORD)).isPresent();
  }

  // --- malls

  @Test
  void whomAnOperatorDisabled_noMallEnables() {
    Login mall = house.user(name, Role.MALL_ADMIN, "mall-1", PASSWORD);
    Login user = house.user(name + "-user", Role.LOWER_STORE, "bakery", PASSWORD);
    house.users.setActive(mall, user.userId(), version(user), false);
    house.users.setActive(mall, user.userId(), version(user), true);
    assertThat(house.signIn(user.name(), PASSWORD)).isPresent();

    house.users.setActive(House.operator(), user.userId(), version(user), false);
    LoginDeskTest.assertFault(
        "operator-disabled", () -> house.users.setActive(mall, user.userId(), version(user), true));
    assertThat(house.signIn(user.name(), PASSWORD)).isEmpty();
    house.users.setActive(House.operator(), user.userId(), version(user), true);
    assertThat(house.signIn(user.name(), PASSWORD)).isPresent();
  }

  @Test
  void store_thatIsNotTheMalls_isAnsweredLikeOneThatIsMissing() {
    Login mall = house.user(name, Role.MALL_ADMIN, "mall-1", PASSWORD);
    Login user = house.user(name + "-user", Role.LOWER_STORE, "bakery", PASSWORD);
    for (UserOrder foreign :
        List.of(
            kind(Role.LOWER_STORE, "fish"),
            kind(Role.LOWER_STORE, "nowhere"),
            kind(Role.MALL_ADMIN, "fish"),
            kind(Role.MALL_ADMIN, "mall-2"))) {
      assertNotFound(() -> house.users.create(mall, named(foreign)));
      assertNotFound(
          () ->
              house.users.change(
                  mall, user.userId(), version(user), "N", foreign.role(), foreign.storeId()));
    }
    assertThat(house.users.create(mall, named(kind(Role.LOWER_STORE, "bakery")))).isNotNull();
  }

  @Test
  void reset_byAMall_ofWhoIsJustMadeAnOperator_isRefused() throws Exception {
    Login mall = house.user(name, Role.MALL_ADMIN, "mall-1", PASSWORD);
    Login user = house.user(name + "-user", Role.LOWER_STORE, "bakery", PASSWORD);
    try (Connection operator = database.dataSource("fiveseal_access").getConnection();
        Statement statement = operator.createStatement()) {
      operator.setAutoCommit(false);
      statement.execute(
          "UPDATE access.console_user SET role = 'OPERATOR', store_id = NULL, mall_id = NULL,"
              + " version = version + 1 WHERE user_id = '"
              + user.userId()
              + "'");
      CompletableFuture<Void> reset =
          CompletableFuture.runAsync(() -> house.users.reset(mall, user.userId()));
      await()
          .until(
              () ->
                  !house
                      .database
                      .query(
                          "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                              + " AND query LIKE 'UPDATE access.console_user SET password_hash%'",
                          row -> row.getInt(1))
                      .isEmpty());
      operator.commit();
      assertThatThrownBy(reset::join)
          .cause()
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat(e.members()).containsEntry("fault", "changed-meanwhile"));
    }
    assertThat(house.signIn(user.name(), PASSWORD)).as("the password is what it was").isPresent();
  }

  // --- the trail

  @Test
  void trail_tellsWhoDidWhat_toThoseWhomItConcerns() {
    Login mall = house.user(name, Role.MALL_ADMIN, "mall-1", PASSWORD);
    OneTimePassword given = house.users.create(mall, named(kind(Role.LOWER_STORE, "bakery")));
    house.users.reset(House.operator(), given.userId());
    Login lower = house.user(name + "-low", Role.LOWER_STORE, "bakery", PASSWORD);
    house.clock.forward(Duration.ofSeconds(1));
    house.trail.record(lower, "card-read", "card 1234567890123456", "of 1234 5678 9012 3456");

    List<AdminAction> ofMall =
        house.trail.page(mall.tenant(), Optional.empty(), Optional.empty(), 200).actions();
    assertThat(ofMall).extracting(AdminAction::what).contains("user-created", "password-reset");
    assertThat(ofMall.get(0).subject()).isEqualTo("card ************3456");
    assertThat(ofMall.get(0).detail()).isEqualTo("of ************3456");
    assertThat(ofMall)
        .extracting(AdminAction::actionId)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(ofMall.toString()).doesNotContain(given.password()).doesNotContain("PBKDF2");
    assertThat(house.trail.page(mall.tenant(), Optional.of(name), Optional.empty(), 200).actions())
        .extracting(AdminAction::userName)
        .containsOnly(name);
    assertThat(
            house
                .trail
                .page(Tenant.ofStore("mall-2"), Optional.of(name), Optional.empty(), 200)
                .actions())
        .isEmpty();
    AdminActionPage first =
        house.trail.page(Tenant.operator(), Optional.empty(), Optional.empty(), 1);
    assertThat(house.trail.page(Tenant.operator(), Optional.empty(), first.next(), 1).actions())
        .isNotEqualTo(first.actions());
  }

  @Test
  void trail_tellsAMall_whatTheOperatorDidToItsLowerStore() {
    Login mall = house.user(name, Role.MALL_ADMIN, "mall-1", PASSWORD);
    Login other = house.user(name + "-other", Role.MALL_ADMIN, "mall-2", PASSWORD);
    Login lower = house.user(name + "-low", Role.LOWER_STORE, "bakery", PASSWORD);
    house.trail.record(
        new AdminAct(
            House.operator(),
            Optional.of(new Concerned("bakery", "mall-1")),
            "store-suspend",
            "bakery",
            name));

    assertThat(acts(mall)).extracting(AdminAction::detail).contains(name);
    assertThat(acts(other)).extracting(AdminAction::detail).doesNotContain(name);
    assertNotFound(() -> acts(lower));
  }

  private List<AdminAction> acts(Login who) {
    return house.trail.page(who.tenant(), Optional.empty(), Optional.empty(), 200).actions();
  }

  @Test
  void bearerOfAToken_isTheUserOfThatName_ifTheyMayAct() {
    Login user = house.user(name, Role.OPERATOR, null, PASSWORD);
    assertThat(house.logins.bearer(name)).isEqualTo(user);
    assertThat(house.logins.bearer("token:" + name).name()).isEqualTo("token:" + name);

    LoginDeskTest.assertRefused(
        ErrorCode.SIGNATURE_REFUSED, () -> house.logins.bearer("nobodys-" + name));

    house.user(name + "-agreer", Role.OPERATOR, null, PASSWORD);
    house.users.reset(House.operator(), user.userId());
    LoginDeskTest.assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> house.logins.bearer(name));
    house.user(name + "-mall", Role.MALL_ADMIN, "mall-1", PASSWORD);
    LoginDeskTest.assertRefused(
        ErrorCode.SIGNATURE_REFUSED, () -> house.logins.bearer(name + "-mall"));
  }

  @Test
  void agreement_ofATokenThatMayBeTheSamePersons_isRefused() {
    Login one = house.user(name, Role.OPERATOR, null, PASSWORD);
    String user = house.users.create(one, named(kind(Role.OPERATOR, null))).userId();

    LoginDeskTest.assertFault(
        "own-raise", () -> house.users.agree(house.logins.bearer("token:x"), user, 1));
    house.agree(user);
    assertThat(house.users.one(one, user).raisedBy()).isEmpty();
  }

  @Test
  void trail_cannotBeChanged() throws SQLException {
    house.users.create(House.operator(), named(kind(Role.AUDITOR, null)));
    try (Connection connection = database.dataSource("fiveseal_access").getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "UPDATE access.admin_action SET what = 'x'",
              "DELETE FROM access.admin_action",
              "DELETE FROM access.console_user",
              "UPDATE access.console_user SET name = 'x'")) {
        assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
      }
    }
  }

  private static void assertNotFound(Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }
}

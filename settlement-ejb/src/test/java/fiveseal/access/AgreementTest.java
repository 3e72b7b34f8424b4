package fiveseal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fiveseal.database.EmbeddedDatabase;
import fiveseal.manager.Login;
import fiveseal.manager.OneTimePassword;
import fiveseal.manager.Role;
import fiveseal.manager.UserOrder;
import fiveseal.protocol.ProtocolException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators who let each other in: always two, and never none. */
class AgreementTest {
  private static final String PASSWORD = "seven bright lanterns";
  private static final String OTHER = "eight bright lanterns";
  private static final UserOrder BOB = new UserOrder("bob", "Bob", Role.OPERATOR, Optional.empty());

  private static EmbeddedDatabase database;
  private static Passwords passwords;

  private final House house = new House(database, passwords);
  private Login alice;

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
  void nobodyButAlice() throws SQLException {
    try (Connection owner = database.dataSource("fiveseal_owner").getConnection();
        Statement statement = owner.createStatement()) {
      statement.execute("TRUNCATE access.console_user, access.login_throttle CASCADE");
    }
    alice = operator("alice");
  }

  private Login operator(String name) {
    return house.user(name, Role.OPERATOR, null, PASSWORD);
  }

  private boolean waits(String userId) {
    return house.users.one(House.operator(), userId).raisedBy().isPresent();
  }

  // --- a password that is set anew

  @Test
  void reset_whenNobodyIsLeftToAgree_isRefused_andNothingIsChanged() {
    Login ben = operator("ben");
    operator("late");
    house.database.update("UPDATE access.console_user SET raised_by = 'x' WHERE name = 'late'");

    LoginDeskTest.assertFault("nobody-agrees", () -> house.users.reset(alice, ben.userId()));
    assertThat(house.signIn("ben", PASSWORD)).isPresent();

    Login carol = operator("carol");
    String password = house.users.reset(alice, ben.userId()).password();
    assertThat(house.signIn("ben", password)).isEmpty();
    house.users.agree(carol, ben.userId(), house.users.one(carol, ben.userId()).version());
    assertThat(house.signIn("ben", password)).isPresent();
  }

  @Test
  void reset_ofAnotherRole_needsNobodyToAgree() {
    Login auditor = house.user("auditor", Role.AUDITOR, null, PASSWORD);

    String password = house.users.reset(alice, auditor.userId()).password();

    assertThat(house.signIn("auditor", password)).isPresent();
  }

  /** So that of three, two who set each other's passwords anew never leave the third alone. */
  @Test
  void reset_whileTheOnlyOneWhoCouldAgreeIsReset_isRefused() throws Exception {
    Login ben = operator("ben");
    Login carol = operator("carol");
    try (Connection other = database.dataSource("fiveseal_access").getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "UPDATE access.console_user SET raised_by = 'ben' WHERE user_id = '"
              + carol.userId()
              + "'");
      CompletableFuture<OneTimePassword> reset =
          CompletableFuture.supplyAsync(() -> house.users.reset(alice, ben.userId()));
      await().until(() -> reset.isDone() || waitsForALock());
      other.commit();
      assertThatThrownBy(reset::join)
          .cause()
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat(e.members()).containsEntry("fault", "nobody-agrees"));
    }
    assertThat(house.signIn("ben", PASSWORD)).isPresent();
  }

  private boolean waitsForALock() {
    return !house
        .database
        .query(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'", row -> row.getInt(1))
        .isEmpty();
  }

  // --- the same order by another's token

  @Test
  void admit_ofTheSameOrderByAnother_isTheAgreement() {
    Login ben = operator("ben");
    String bob = house.users.admit(alice, BOB, OTHER);

    house.users.admit(ben, BOB, PASSWORD);
    assertThat(waits(bob)).as("ordered with another password").isTrue();
    house.users.admit(ben, BOB, OTHER);
    assertThat(waits(bob)).isFalse();
    assertThat(house.signIn("bob", OTHER)).isPresent();
  }

  /** As a program does that orders all users every night, whatever happened to them meanwhile. */
  @Test
  void admit_ofAnOperatorWhomAnotherResetOrEnabled_isNoAgreement() {
    Login ben = operator("ben");
    house.beADemo();
    String bob = house.users.admit(alice, BOB, OTHER);
    house.users.admit(ben, BOB, OTHER);

    house.users.setActive(alice, bob, house.users.one(alice, bob).version(), false);
    house.users.setActive(alice, bob, house.users.one(alice, bob).version(), true);
    house.users.admit(ben, BOB, OTHER);
    assertThat(waits(bob)).as("enabled").isTrue();
    house.users.agree(ben, bob, house.users.one(ben, bob).version());

    String password = house.users.reset(alice, bob).password();
    house.users.admit(ben, BOB, OTHER);
    house.users.admit(ben, BOB, password);
    assertThat(waits(bob)).as("reset").isTrue();
    assertThat(house.signIn("bob", password)).isEmpty();
    house.users.agree(ben, bob, house.users.one(ben, bob).version());
    assertThat(house.signIn("bob", password)).isPresent();
  }
}

package fiveseal.access;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.database.EmbeddedDatabase;
import fiveseal.manager.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both operators of the configuration, or none: what is made by halves is never made whole. */
class FirstOperatorTest {
  private static final String PASSWORD = "seven bright lanterns";

  private static EmbeddedDatabase database;
  private static Passwords passwords;

  private final House house = new House(database, passwords);

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
  void nobody() throws SQLException {
    try (Connection owner = database.dataSource("fiveseal_owner").getConnection();
        Statement statement = owner.createStatement()) {
      statement.execute("TRUNCATE access.console_user, access.login_throttle CASCADE");
    }
  }

  private static FirstOperator.Given given(String property, String name, String password) {
    return new FirstOperator.Given(
        property, Optional.ofNullable(name), Optional.ofNullable(password));
  }

  private void make(String firstName, String secondName, String secondPassword) {
    house.firstOperator.makeIfNobody(
        List.of(given("first", firstName, PASSWORD), given("second", secondName, secondPassword)));
  }

  @Test
  void makeIfNobody_withBoth_letsBothIn() {
    make("Ann ", "ben", "eight bright lanterns");

    assertThat(house.signIn("ann", PASSWORD)).isPresent();
    assertThat(house.signIn("ben", "eight bright lanterns")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "ann, ben, short, password-short",
    "ann, b, eight bright lanterns, name-form",
    "ann, ' ANN', eight bright lanterns, name-taken",
    "a n, ben, eight bright lanterns, name-form",
  })
  void makeIfNobody_whenOneCannotBe_makesNeither(
      String first, String second, String password, String fault) {
    LoginDeskTest.assertFault(fault, () -> make(first, second, password));
    assertThat(house.accounts.isEmpty()).as("so that the next start can make both").isTrue();
  }

  @Test
  void makeIfNobody_withOneAlone_makesThatOne() {
    make("ann", null, null);

    assertThat(house.accounts.byName("ann")).isPresent();
  }

  @Test
  void makeIfNobody_whenThereAreUsers_makesNobody() {
    house.user("somebody", Role.AUDITOR, null, PASSWORD);

    make("ann", "ben", "eight bright lanterns");

    assertThat(house.accounts.byName("ann")).isEmpty();
  }
}

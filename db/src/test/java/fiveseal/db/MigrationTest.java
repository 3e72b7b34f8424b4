package fiveseal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule is asked of the catalog, so that a migration written later is held to it as well. */
class MigrationTest {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  /** All that the migrations made, with c for pg_class and n for pg_namespace. */
  private static final String OURS =
      " n.nspname IN ('settlement', 'shop', 'access') AND c.relname NOT LIKE 'flyway_schema_history%' ";

  private static final String CLASSES =
      " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace ";

  private static final String NAME = "n.nspname || '.' || c.relname";

  private static final String TABLES =
      "SELECT " + NAME + CLASSES + "WHERE" + OURS + "AND c.relkind IN ('r', 'p')";

  private static final String IS_STATE =
      " coalesce(obj_description(c.oid, 'pg_class'), '') LIKE 'State:%' ";

  /** No record of anything, such as a shopper's basket: its comment says when it goes. */
  private static final String GOES =
      " coalesce(obj_description(c.oid, 'pg_class'), '') LIKE 'State: deleted when %' ";

  private static MigratedDatabase database;

  @BeforeAll
  static void migrate() throws Exception {
    database = new MigratedDatabase();
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  // --- they run

  @Test
  void migrate_whenDatabaseIsEmpty_runsAllAndOnlyOnce() {
    assertThat(database.first().migrationsExecuted).isPositive();
    assertThat(database.flyway().info().pending()).isEmpty();
    assertThat(database.flyway().validateWithResult().validationSuccessful).isTrue();
    assertThat(database.flyway().migrate().migrationsExecuted).isZero();
  }

  // --- they explain themselves

  @Test
  void tables_whenListed_haveComments() throws SQLException {
    assertThat(database.query(TABLES)).hasSizeGreaterThanOrEqualTo(5);
    assertThat(database.query(TABLES + " AND obj_description(c.oid, 'pg_class') IS NULL"))
        .isEmpty();
  }

  @Test
  void columns_whenListed_haveComments() throws SQLException {
    assertThat(
            database.query(
                "SELECT "
                    + NAME
                    + " || '.' || a.attname"
                    + CLASSES
                    + "JOIN pg_attribute a ON a.attrelid = c.oid WHERE"
                    + OURS
                    + "AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
                    + " AND a.attnum > 0 AND NOT a.attisdropped"
                    + " AND col_description(c.oid, a.attnum) IS NULL"))
        .isEmpty();
  }

  @Test
  void indexes_whenListed_haveComments() throws SQLException {
    assertThat(
            database.query(
                "SELECT "
                    + NAME
                    + CLASSES
                    + "WHERE"
                    + OURS
                    + "AND c.relkind IN ('i', 'I') AND NOT c.relispartition"
                    + " AND obj_description(c.oid, 'pg_class') IS NULL"))
        .isEmpty();
  }

  @Test
  void constraints_whenListed_areNamedAfterTheirRule() throws SQLException {
    assertThat(
            database.query(
                "SELECT "
                    + NAME
                    + " || ': ' || o.conname"
                    + CLASSES
                    + "JOIN pg_constraint o ON o.conrelid = c.oid WHERE"
                    + OURS
                    + "AND NOT c.relispartition AND o.contype <> 'n'"
                    + " AND o.conname ~ '_(check|pkey|fkey|key|excl)[0-9]*$'"))
        .isEmpty();
  }

  @Test
  void columns_whenListed_holdNoFloatingPoint() throws SQLException {
    assertThat(
            database.query(
                "SELECT "
                    + NAME
                    + " || '.' || a.attname"
                    + CLASSES
                    + "JOIN pg_attribute a ON a.attrelid = c.oid WHERE"
                    + OURS
                    + "AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped"
                    + " AND a.atttypid IN ('real'::regtype, 'double precision'::regtype,"
                    + " 'money'::regtype, 'timestamp'::regtype)"))
        .isEmpty();
  }

  // --- what is written once stays

  @ParameterizedTest
  @ValueSource(
      strings = {
        "settlement.transfer",
        "settlement.evidence",
        "settlement.account",
        "settlement.settlement_line",
        "settlement.manager_key",
        "settlement.store",
        "settlement.completion_endpoint",
      })
  void moneyAndEvidence_whenListed_areNotDeclaredState(String table) throws SQLException {
    assertThat(database.query(TABLES + " AND " + NAME + " = '" + table + "'")).hasSize(1);
    assertThat(database.query(TABLES + " AND " + NAME + " = '" + table + "' AND" + IS_STATE))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fiveseal_app", "fiveseal_mall", "fiveseal_access", "fiveseal_auditor", "public"})
  void rows_whenWrittenOnce_cannotBeChanged(String role) throws SQLException {
    assertThat(
            database.query(
                TABLES
                    + " AND NOT"
                    + IS_STATE
                    + "AND has_any_column_privilege('"
                    + role
                    + "', c.oid, 'UPDATE')"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fiveseal_app", "fiveseal_mall", "fiveseal_access", "fiveseal_auditor", "public"})
  void rows_whenState_changeColumnByColumn(String role) throws SQLException {
    assertThat(database.query(TABLES + " AND has_table_privilege('" + role + "', c.oid, 'UPDATE')"))
        .isEmpty();
    assertThat(
            database.query(
                "SELECT "
                    + NAME
                    + " || '.' || a.attname"
                    + CLASSES
                    + "JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
                    + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)"
                    + " WHERE"
                    + OURS
                    + "AND has_column_privilege('"
                    + role
                    + "', c.oid, a.attnum, 'UPDATE')"))
        .as("primary keys")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fiveseal_app", "fiveseal_mall", "fiveseal_access", "fiveseal_auditor", "public"})
  void rows_whenTheyAreRecords_cannotBeRemoved(String role) throws SQLException {
    assertThat(
            database.query(
                TABLES
                    + " AND (has_table_privilege('"
                    + role
                    + "', c.oid, 'DELETE') AND NOT"
                    + GOES
                    + "OR has_table_privilege('"
                    + role
                    + "', c.oid, 'TRUNCATE') OR has_table_privilege('"
                    + role
                    + "', c.oid, 'TRIGGER'))"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"fiveseal_app, settlement", "fiveseal_mall, shop", "fiveseal_access, access"})
  void statements_whenTriedByTheRole_areRefused(String role, String schema) throws SQLException {
    List<String> writtenOnce =
        database.query(TABLES + " AND n.nspname = '" + schema + "' AND NOT" + IS_STATE);
    assertThat(writtenOnce).isNotEmpty();
    for (String table : writtenOnce) {
      String column =
          database
              .query(
                  "SELECT attname FROM pg_attribute WHERE attnum = 1 AND attrelid = '"
                      + table
                      + "'::regclass")
              .get(0);
      assertRefused(role, "UPDATE " + table + " SET " + column + " = " + column);
      assertRefused(role, "DELETE FROM " + table);
      assertRefused(role, "TRUNCATE " + table);
      assertRefused(role, "DROP TABLE " + table);
      assertRefused(role, "ALTER TABLE " + table + " DISABLE TRIGGER ALL");
    }
  }

  // --- who reaches what

  @ParameterizedTest
  @CsvSource({
    "fiveseal_app, settlement, true",
    "fiveseal_app, shop, false",
    "fiveseal_mall, settlement, false",
    "fiveseal_mall, shop, true",
    "fiveseal_auditor, settlement, true",
    "fiveseal_auditor, shop, false",
    "fiveseal_access, access, true",
    "fiveseal_access, settlement, false",
    "fiveseal_access, shop, false",
    "fiveseal_app, access, false",
    "fiveseal_mall, access, false",
    "fiveseal_auditor, access, false",
  })
  void schemas_whenAskedFor_areTheRolesOwn(String role, String schema, boolean own)
      throws SQLException {
    String privilege = "SELECT has_schema_privilege('" + role + "', '" + schema + "', '";

    assertThat(database.query(privilege + "USAGE')")).containsExactly(own ? "t" : "f");
    assertThat(database.query(privilege + "CREATE')")).containsExactly("f");
  }

  @ParameterizedTest
  @CsvSource({
    "fiveseal_app, shop",
    "fiveseal_mall, settlement",
    "fiveseal_auditor, shop",
    "fiveseal_access, settlement",
    "fiveseal_access, shop",
    "fiveseal_app, access",
    "fiveseal_mall, access",
    "fiveseal_auditor, access"
  })
  void tables_whenAnothers_cannotBeRead(String role, String schema) throws SQLException {
    for (String table : database.query(TABLES + " AND n.nspname = '" + schema + "'")) {
      assertRefused(role, "SELECT count(*) FROM " + table);
    }
  }

  @Test
  void auditor_whenListed_readsEverythingAndWritesNothing() throws SQLException {
    String role = "'fiveseal_auditor', c.oid, '";
    String inSettlement = TABLES + " AND n.nspname = 'settlement'";

    assertThat(database.query(inSettlement + " AND NOT has_table_privilege(" + role + "SELECT')"))
        .isEmpty();
    assertThat(database.query(inSettlement + " AND has_any_column_privilege(" + role + "INSERT')"))
        .isEmpty();
    for (String table : database.query(inSettlement)) {
      assertRefused("fiveseal_auditor", "DELETE FROM " + table);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fiveseal_app", "fiveseal_mall", "fiveseal_access", "fiveseal_auditor"})
  void roles_whenListed_areNoOwners(String role) throws SQLException {
    assertThat(database.query(TABLES + " AND pg_has_role('" + role + "', c.relowner, 'MEMBER')"))
        .isEmpty();
    assertThat(
            database.query(
                "SELECT rolname FROM pg_roles WHERE rolname = '"
                    + role
                    + "' AND NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls)"))
        .containsExactly(role);
  }

  // --- what the database itself refuses about stores and keys

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "store_id_is_well_formed | 'a b', 'n', 'STORE', NULL, 0, 0",
        "store_id_is_well_formed | '', 'n', 'STORE', NULL, 0, 0",
        "store_name_is_a_text | 's', '', 'STORE', NULL, 0, 0",
        "store_role_known | 's', 'n', 'MANAGER', NULL, 0, 0",
        "store_lower_one_has_a_mall | 's', 'n', 'LOWER_STORE', NULL, 0, 0",
        "store_lower_one_has_a_mall | 's', 'n', 'STORE', 'mall', 0, 0",
        "store_mall_is_no_lower_store | 's', 'n', 'LOWER_STORE', 'nobody', 0, 0",
        "store_mall_is_no_lower_store | 's', 'n', 'LOWER_STORE', 's', 0, 0",
        "store_commission_goes_to_a_mall | 's', 'n', 'STORE', NULL, 1, 0",
        "store_commission_not_negative | 's', 'n', 'LOWER_STORE', 'mall', -1, 0",
        "store_fee_not_negative | 's', 'n', 'STORE', NULL, 0, -1",
        "store_deductions_at_most_everything | 's', 'n', 'LOWER_STORE', 'mall', 600, 401",
      })
  void store_whenRuleIsBroken_isRefusedByItsName(String rule, String values) throws SQLException {
    try (Connection connection = database.connect("fiveseal_app");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(insertStore("'mall', 'n', 'STORE', NULL, 0, 1000"));
      statement.execute(insertStore("'lower', 'n', 'LOWER_STORE', 'mall', 600, 400"));
      assertThatThrownBy(() -> statement.execute(insertStore(values)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining('"' + rule + '"');
      connection.rollback();
    }
  }

  @Test
  void storeKey_whenThereIsOneAlready_isRefused() throws SQLException {
    try (Connection connection = database.connect("fiveseal_app");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(insertStore("'mall', 'n', 'STORE', NULL, 0, 0"));
      statement.execute(
          "INSERT INTO settlement.manager_key VALUES (repeat('a', 43), 'AUTHORITY', '\\x00',"
              + " repeat('a', 43), now(), now() + interval '1 day', now())");
      statement.execute(insertKey("b"));
      statement.execute("UPDATE settlement.store_key SET superseded_at = now()");
      statement.execute(insertKey("c"));
      assertThatThrownBy(() -> statement.execute(insertKey("d")))
          .hasMessageContaining("\"store_key_one_at_a_time\"");
      connection.rollback();
    }
  }

  private static String insertStore(String values) {
    return "INSERT INTO settlement.store (store_id, name, role, mall_id, commission_per_mille,"
        + " fee_per_mille, registered_at) VALUES ("
        + values
        + ", now())";
  }

  private static String insertKey(String letter) {
    return "INSERT INTO settlement.store_key (kid, store_id, certificate, issuer_kid, not_before,"
        + " not_after, enrolled_at) VALUES (repeat('"
        + letter
        + "', 43), 'mall', '\\x00', repeat('a', 43), now(), now() + interval '1 day', now())";
  }

  private static void assertRefused(String role, String sql) throws SQLException {
    try (Connection connection = database.connect(role);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      assertThatThrownBy(() -> statement.execute(sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
      connection.rollback();
    }
  }
}

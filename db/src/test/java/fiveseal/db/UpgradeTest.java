package fiveseal.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What migrations make of records that were there before them. */
class UpgradeTest {
  private static final String BEFORE = "14";

  private static MigratedDatabase server;
  private static long rolledUpIn;

  /** Records of before, in a database that is migrated to the end then. */
  @BeforeAll
  static void upgrade() throws Exception {
    server = new MigratedDatabase();
    server.create("upgraded");
    server.migrate("upgraded", BEFORE);
    sql(
        """
        INSERT INTO settlement.card (card_number, currency, key_version, next_counter,
          balance_minor, blocked, balance_limit, amount_limit, issued_at)
        VALUES ('4929000000000003', 'JPY', 1, 1, 0, false, 100000, 50000, now());
        INSERT INTO access.console_user (user_id, name, display_name, role, password_hash,
          password_set_at, must_change_password, state, created_at)
        VALUES ('01957000-0000-7000-8000-000000000001', 'operator-2', 'Two', 'OPERATOR', 'x',
          now(), false, 'ACTIVE', now())
        """);
    decision("d1", "'operator-1', now(), NULL, NULL");
    decision("d2", "'operator-2', now(), NULL, NULL");
    decision("d3", "'alice', now(), NULL, NULL");
    decision("d4", "'operator-1', now(), 'operator-2', now()");
    rolledUpIn =
        Long.parseLong(
            query(
                    "WITH mine AS (SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint) AS x)"
                        + " INSERT INTO settlement.ledger_roll_up (cluster_id, horizon, transfers,"
                        + " made_at) SELECT 1, x - 3, 1, now() FROM mine RETURNING horizon + 3")
                .get(0));
    sql("INSERT INTO settlement.ledger_roll_up VALUES (1, 4294967296 * 7, 1, now())");
    server.migrate("upgraded", "latest");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void decision(String id, String by) throws SQLException {
    sql(
        "INSERT INTO settlement.decision (decision_id, kind, card_number, close_doubts, reason,"
            + " proposed_by, proposed_at, approved_by, approved_at)"
            + " VALUES ('"
            + id
            + "', 'REDEEM', '4929000000000003', false, 'moved away', "
            + by
            + ")");
  }

  private static void sql(String sql) throws SQLException {
    try (Connection connection = server.connect("upgraded", "fiveseal_owner");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(String sql) throws SQLException {
    return server.query("upgraded", sql);
  }

  /** A login's name it was only where there is such a login. */
  @Test
  void decisions_thatTokensProposed_areApprovedByTheOtherToken() throws SQLException {
    assertThat(
            query(
                "SELECT decision_id || ' ' || proposed_by FROM settlement.decision"
                    + " ORDER BY decision_id"))
        .containsExactly("d1 token:operator-1", "d2 operator-2", "d3 alice", "d4 operator-1");
    sql(
        "UPDATE settlement.decision SET approved_by = 'token:operator-2', approved_at = now()"
            + " WHERE decision_id = 'd1'");
  }

  @Test
  void rollUps_endAboveTheirOwnTransaction() throws SQLException {
    assertThat(query("SELECT ceiling FROM settlement.ledger_roll_up ORDER BY horizon LIMIT 1"))
        .containsExactly(Long.toString(rolledUpIn));
    assertThat(query("SELECT ceiling > horizon FROM settlement.ledger_roll_up"))
        .containsExactly("t", "t");
  }
}

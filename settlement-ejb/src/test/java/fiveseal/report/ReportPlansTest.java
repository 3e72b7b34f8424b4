package fiveseal.report;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.database.Plan;
import fiveseal.settlement.Records;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the operator's lists cost with 60,000 rows each: no table is read from end to end. */
class ReportPlansTest {
  private static final int ROWS = 60_000;
  private static final int PAGE = 51;
  private static final String CARD = "0000000000000001";

  private static Records records;

  @BeforeAll
  static void fill() throws Exception {
    records = new Records();
    records.store("a");
    series(
        "insert into card (card_number, currency, key_version, next_counter, balance_minor,"
            + " blocked, balance_limit, amount_limit, issued_at) select lpad(cast(n as text), 16,"
            + " '0'), 'JPY', 1 + n % 3, 1, 0, false, 0, 0, now()");
    series(
        "insert into settlement (settlement_id, store_id, request_id, state, amount_minor,"
            + " currency, created_at, expires_at, completed_at) select '01957000-0000-7000-8000-'"
            + " || lpad(to_hex(n), 12, '0'), 'a', cast(n as text), 'RECEIPTED', 5, 'JPY', now(),"
            + " now(), now()");
    series(
        "insert into command (command_id, card_number, counter, challenge, key_version,"
            + " settlement_id, operation, amount_minor, transaction_id, balance_before_minor,"
            + " ciphertext, evidence_id, state, issued_at, closed_at) select n,"
            + " lpad(cast(1 + n % 100 as text), 16, '0'), n, '\\x0000000000000000', 1, '01957000-0000-7000-8000-' || lpad(to_hex(n), 12,"
            + " '0'), 'DEBIT', 5, '\\x00', 0, decode(repeat('00', 64), 'hex'), 1, 'VOID', now(),"
            + " now()");
    series("insert into card_reference select gen_random_uuid(), lpad(cast(n as text), 16, '0')");
    series(
        "insert into value_update (update_id, kind, state, card_number, currency, created_at)"
            + " select gen_random_uuid(), 'BLOCK', 'DONE', '"
            + CARD
            + "', 'JPY', now()");
    series(
        "insert into delivery (settlement_id, store_id, attempts, next_attempt_at,"
            + " acknowledged_at, last_outcome) select '01957000-0000-7000-8000-' ||"
            + " lpad(to_hex(n), 12, '0'), 'a', 1, case when n % 20 = 0 then now() end,"
            + " case when n % 20 <> 0 then now() end, 'x'");
    series(
        "insert into decision (decision_id, kind, card_number, close_doubts, reason, proposed_by,"
            + " proposed_at, approved_by, approved_at) select cast(n as text), 'REDEEM', '"
            + CARD
            + "', false, 'r', 'x', now(), case when n % 100 > 0 then 'y' end,"
            + " case when n % 100 > 0 then now() end");
    records.sql(
        "insert into manager_key values (repeat('a', 43), 'AUTHORITY', '\\x00', repeat('a', 43),"
            + " now(), now() + interval '1 day', now())");
    series(
        "insert into store_key (kid, store_id, certificate, issuer_kid, not_before, not_after,"
            + " superseded_at, enrolled_at) select lpad(cast(n as text), 43, 'x'), 'a', '\\x00',"
            + " repeat('a', 43), now(), now() + interval '1 day', case when n > 1 then now() end,"
            + " now()");
    records.sql("analyze");
  }

  private static void series(String insert) {
    records.sql(insert + " from generate_series(1, " + ROWS + ") n");
  }

  @AfterAll
  static void stop() throws Exception {
    records.close();
  }

  private static void assertReads(int rowsMax, String query, Object... parameters)
      throws SQLException {
    Plan plan = records.plan(query, parameters);
    assertThat(plan.scanned())
        .as(plan.toString())
        .isSubsetOf("store", "store_standing", "manager_key");
    assertThat(plan.rowsRead()).as(plan.toString()).isLessThanOrEqualTo(rowsMax);
  }

  @Test
  void cards_byLastFour_readAPage() throws SQLException {
    assertReads(2 * PAGE, CardQueries.FOUND, "0042", "", PAGE);
  }

  @Test
  void history_ofABusyCard_readsAPage() throws SQLException {
    assertReads(3 * PAGE, CardQueries.HISTORY, CARD, 1_000_000, PAGE);
  }

  @Test
  void decisions_thatWait_readAPage() throws SQLException {
    assertReads(PAGE, CardQueries.WAITING, "", PAGE);
  }

  @Test
  void health_reads_theEndsOfIndexes() throws SQLException {
    assertReads(4, OperationsQueries.OLDEST_TO_EXPIRE);
    assertReads(9, OperationsQueries.OLDEST_DELIVERY);
    assertReads(1001, OperationsQueries.DELIVERIES, 1001);
    assertReads(1001, OperationsQueries.DECISIONS, 1001);
  }

  @Test
  void keys_read_whatTheyShow() throws SQLException {
    assertReads(
        9, OperationsQueries.ENDING_STORE_KEYS, Records.START.plus(Duration.ofDays(900)), 200);
    assertReads(20, OperationsQueries.CARD_KEY_VERSIONS); // the steps themselves included
    // Many of one version are found wherever one looks: every third card here.
    Plan many = records.plan(OperationsQueries.CARDS_OF_VERSION, 1, 1001);
    assertThat(many.rowsRead()).as(many.toString()).isBetween(1001L, 4 * 1001L);
    assertReads(9, OperationsQueries.CARDS_OF_VERSION, 200, 1001);
  }
}

package fiveseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.database.Plan;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What balances cost with 200,000 transfers: no table is read from end to end. */
class BalancePlansTest {
  private static final int TRANSFERS = 200_000;
  private static final int CARDS = 20_000;
  private static final int BUSY_STORE = 2;
  private static final int PAGE = 51;

  private static LedgerRecords records;
  private static long horizon;

  @BeforeAll
  static void fill() throws Exception {
    records = new LedgerRecords();
    records.account(1, AccountKind.FUNDING, "operator");
    records.account(BUSY_STORE, AccountKind.STORE, "a");
    records.sql(
        "insert into account select n + 100, 'CARD', lpad(cast(n as text), 16, '0'), 'JPY', now()"
            + " from generate_series(1, "
            + CARDS
            + ") n");
    post(0, TRANSFERS);
    records.rollUp(BalanceRollUp.TRANSFERS_MIN, BalanceRollUp.LEGS_MIN);
    post(TRANSFERS, BalanceRollUp.TRANSFERS_MIN - 1);
    another();
    horizon = records.transact(e -> LedgerRecords.balances(e).horizon());
    records.sql("analyze");
  }

  /** Many roll-ups, be they of another server, so that these tables are large too. */
  private static void another() {
    records.sql(
        "insert into ledger_roll_up select 1, n, 1, now(), n from generate_series(1, 5000) n");
    records.sql(
        "insert into kind_balance_snapshot select 1, n, 'CARD', 'C' || m, 0, 0"
            + " from generate_series(1, 5000) n, generate_series(1, 5) m");
    records.sql(
        "insert into account_balance_snapshot select 1, "
            + BUSY_STORE
            + ", n, 0, 0 from generate_series(1, 5000) n");
    records.sql(
        "insert into account_balance_snapshot select 1, n + 100, 1, 0, 0"
            + " from generate_series(1, "
            + CARDS
            + ") n");
  }

  /** Every card pays in turn. */
  private static void post(int behind, int count) {
    records.sql(
        "insert into transfer (transfer_id, debit_account_id, credit_account_id, amount_minor,"
            + " currency, kind, settlement_id, line_no, posted_at) select n, 101 + n % "
            + CARDS
            + ", "
            + BUSY_STORE
            + ", 1 + n % 7, 'JPY', 'PAYMENT', '01957000-0000-7000-8000-000000000001', n, now()"
            + " from generate_series("
            + (behind + 1)
            + ", "
            + (behind + count)
            + ") n");
  }

  @AfterAll
  static void stop() throws Exception {
    records.close();
  }

  private static Plan plan(String query, Object... parameters) throws SQLException {
    return Plan.of(records.source(), query, parameters);
  }

  private static void assertReads(Plan plan, int rowsMax) {
    assertThat(plan.scanned()).as(plan.toString()).isSubsetOf("credit"); // which is empty here
    assertThat(plan.rowsRead()).as(plan.toString()).isBetween(1L, (long) rowsMax);
  }

  @Test
  void trialBalance_reads_theLastRollUpAndTheTail() throws SQLException {
    // Twice the tail, each with its account.
    assertReads(plan(BalanceQueries.KINDS, horizon), 5 * BalanceRollUp.TRANSFERS_MIN);
  }

  @Test
  void horizonAndTail_areReadFromTheirEnds() throws SQLException {
    assertReads(plan(BalanceQueries.HORIZON), 9);
    assertReads(plan(BalanceQueries.TAIL, horizon, 1001), BalanceRollUp.TRANSFERS_MIN + 1);
  }

  @Test
  void account_thatIsBusy_readsItsSnapshotAndTheTail() throws SQLException {
    assertReads(plan(BalanceQueries.ACCOUNT, BUSY_STORE), 2 * BalanceRollUp.TRANSFERS_MIN);
  }

  @Test
  void accounts_ofAKind_readSomeOfEach() throws SQLException {
    assertReads(
        plan(BalanceQueries.ACCOUNTS, "CARD", "", "", PAGE),
        PAGE * (4 + 3 * BalanceRollUp.LEGS_MIN));
  }

  @Test
  void statement_ofABusyAccount_readsAPage() throws SQLException {
    assertReads(
        plan(
            BalanceQueries.STATEMENT,
            BUSY_STORE,
            PAGE,
            horizon,
            Long.MAX_VALUE,
            Instant.EPOCH,
            0,
            0,
            Instant.EPOCH,
            0),
        2 * BalanceRollUp.TRANSFERS_MIN);
    assertReads(plan(BalanceQueries.SNAPSHOT, BUSY_STORE, Long.MAX_VALUE), 9);
  }

  @Test
  void statement_ofARareAccountsPast_readsItsOwnTransfersOnly() throws SQLException {
    assertReads(
        plan(
            BalanceQueries.STATEMENT, 105, PAGE, 0, horizon, Instant.EPOCH, 0, 0, Instant.EPOCH, 0),
        6 * PAGE);
  }

  @Test
  void plan_ofAQueryWithoutAnIndex_showsIt() throws SQLException {
    assertThat(plan("select * from transfer t where t.amount_minor = 3").scanned())
        .containsExactly("transfer");
  }
}

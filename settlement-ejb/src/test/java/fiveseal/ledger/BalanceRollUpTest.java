package fiveseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.Period;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshot and tail are the full sum, whoever commits when. */
class BalanceRollUpTest {
  private static final long FUNDING = 1;
  private static final long CARD = 2;
  private static final long STORE = 3;

  private static LedgerRecords records;

  @BeforeAll
  static void start() throws Exception {
    records = new LedgerRecords();
  }

  @AfterAll
  static void stop() throws Exception {
    records.close();
  }

  @BeforeEach
  void open() {
    records.clear();
    records.account(FUNDING, AccountKind.FUNDING, "operator");
    records.account(CARD, AccountKind.CARD, "4929000000000004");
    records.account(STORE, AccountKind.STORE, "a");
  }

  private static void post(int first, int count) {
    for (int id = first; id < first + count; id++) {
      records.post(id, FUNDING, CARD, id);
    }
  }

  private static Connection begun() throws SQLException {
    Connection connection = records.source().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void assertBalancesAreFullSums() {
    Map<Long, Long> full = records.fullSums();
    assertThat(records.balances()).isEqualTo(full);
    List<KindBalance> kinds = records.transact(e -> LedgerRecords.balances(e).ofKinds());
    Map<Long, AccountKind> kindOf =
        Map.of(FUNDING, AccountKind.FUNDING, CARD, AccountKind.CARD, STORE, AccountKind.STORE);
    full.forEach(
        (account, sum) ->
            assertThat(
                    kinds.stream()
                        .filter(kind -> kind.kind() == kindOf.get(account))
                        .mapToLong(KindBalance::balanceMinor)
                        .sum())
                .as(kindOf.get(account).name())
                .isEqualTo(sum));
    long sum = records.transact(e -> LedgerRecords.balances(e).sum("JPY"));
    assertThat(sum).isZero();
    Map<String, Long> ofStore =
        records.transact(e -> LedgerRecords.balances(e).ofOwner(AccountKind.STORE, "a"));
    assertThat(ofStore).isEqualTo(Map.of("JPY", full.get(STORE)));
  }

  @Test
  void balances_whenNothingIsRolledUp_areFullSums() {
    assertBalancesAreFullSums();
    post(1, 5);
    assertThat(records.balances()).containsEntry(CARD, 15L).containsEntry(FUNDING, -15L);
    assertBalancesAreFullSums();
  }

  @Test
  void rollUp_whenThereIsLittle_isNone() {
    post(1, 5);
    assertThat(records.rollUp(6, 1)).isZero();
    assertThat(records.rollUp(5, 1)).isEqualTo(5);
    assertThat(records.rollUp(1, 1)).isZero();
    assertBalancesAreFullSums();
  }

  @Test
  void rollUp_whenAnOlderTransactionIsOpen_leavesWhatIsNewerToTheTail() throws SQLException {
    post(100, 10);
    try (Connection slow = begun()) {
      records.post(slow, 1, CARD, STORE, 7);
      post(200, 10);

      assertThat(records.rollUp(1, 1)).isEqualTo(10);
      assertBalancesAreFullSums();
      assertThat(records.rollUp(1, 1)).isZero();
      slow.commit();
    }
    assertThat(records.balances()).containsEntry(STORE, 7L);
    assertBalancesAreFullSums();
    assertThat(records.rollUp(1, 1)).isEqualTo(11);
    assertBalancesAreFullSums();
  }

  @Test
  void rollUp_whenATransactionIsRolledBack_doesNotCountIt() throws SQLException {
    try (Connection slow = begun()) {
      records.post(slow, 1, CARD, STORE, 7);
      post(200, 10);
      slow.rollback();
    }
    assertThat(records.rollUp(1, 1)).isEqualTo(10);
    assertThat(records.balances()).containsEntry(STORE, 0L);
    assertBalancesAreFullSums();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void balances_whenTransactionsCommitInAnyOrder_areFullSums(long seed) throws SQLException {
    Random random = new Random(seed);
    List<Connection> open = new ArrayList<>();
    int next = 1;
    long rolledUp = 0;
    for (int step = 0; step < 150; step++) {
      int what = random.nextInt(10);
      if (what < 2 && open.size() < 8) {
        open.add(begun());
      } else if (what < 6 && !open.isEmpty()) {
        Connection one = open.get(random.nextInt(open.size()));
        // Numbers are not in the order of commits either.
        records.post(one, random.nextInt(1000) * 1000L + next++, FUNDING, CARD, 1 + next);
        records.post(one, random.nextInt(1000) * 1000L + next++, CARD, STORE, 1 + next % 3);
      } else if (what < 8 && !open.isEmpty()) {
        try (Connection one = open.remove(random.nextInt(open.size()))) {
          if (random.nextInt(5) == 0) {
            one.rollback();
          } else {
            one.commit();
          }
        }
      } else {
        rolledUp += records.rollUp(1, 3);
        assertBalancesAreFullSums();
      }
    }
    for (Connection one : open) {
      one.commit();
      one.close();
    }
    assertBalancesAreFullSums();
    assertThat(rolledUp).isPositive();
  }

  @Test
  void rollUp_whileAnotherNodeDoesIt_isNone() throws SQLException {
    post(1, 5);
    try (Connection other = begun();
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(" + 0x6669_7665_6c65_6467L + ")");
      assertThat(records.rollUp(1, 1)).isZero();
    }
    assertThat(records.rollUp(1, 1)).isEqualTo(5);
  }

  @Test
  void balances_ofAnotherServersRollUp_areNotBelieved() {
    post(1, 5);
    records.sql("insert into ledger_roll_up values (1, 9000000000, 5, now(), 9000000000)");
    records.sql("insert into kind_balance_snapshot values (1, 9000000000, 'CARD', 'JPY', 0, 99)");
    records.sql("insert into account_balance_snapshot values (1, " + CARD + ", 9000000000, 0, 99)");

    assertBalancesAreFullSums();
    assertThat(records.rollUp(1, 1)).isEqualTo(5);
    assertBalancesAreFullSums();
  }

  @Test
  void balances_whenADumpWasRestoredOnTheSameServer_areFullSums() {
    post(1, 5);
    assertThat(records.rollUp(1, 1)).isEqualTo(5);

    records.restoreTransfers();

    assertThat(records.balances()).containsEntry(CARD, 15L).containsEntry(FUNDING, -15L);
    assertBalancesAreFullSums();
    post(6, 2);
    assertThat(records.rollUp(1, 1)).isEqualTo(7);
    assertBalancesAreFullSums();
    assertThat(records.rollUp(1, 1)).as("what is rolled up is believed again").isZero();
  }

  // --- statements

  private static List<StatementLine> statement(Optional<Long> after, int limit) {
    return records.transact(
        e -> {
          Balances balances = LedgerRecords.balances(e);
          return LedgerRecords.statements(e)
              .of(balances.of(CARD).orElseThrow().name(), CARD, Period.ALWAYS, after, limit);
        });
  }

  @Test
  void statement_pageByPage_goesBackToNothing() throws SQLException {
    post(500, 20);
    try (Connection slow = begun()) {
      records.post(slow, 5, CARD, STORE, 77);
      post(600, 20);
      records.rollUp(1, 1);
      slow.commit();
    }
    records.rollUp(1, 1);
    records.post(4, CARD, STORE, 3);

    List<StatementLine> all = statement(Optional.empty(), 100);
    assertThat(all).hasSize(42);
    assertThat(all.get(0).signedMinor()).isEqualTo(-3);
    assertThat(all.get(0).balanceAfterMinor()).isEqualTo(records.fullSums().get(CARD));
    assertThat(all.get(21).signedMinor()).isEqualTo(-77);
    assertThat(all.get(41).balanceAfterMinor()).isEqualTo(all.get(41).signedMinor());

    List<StatementLine> paged = new ArrayList<>();
    Optional<Long> after = Optional.empty();
    for (List<StatementLine> page = statement(after, 4);
        !page.isEmpty();
        page = statement(after, 4)) {
      paged.addAll(page);
      after = Optional.of(page.get(page.size() - 1).transferId());
    }
    assertThat(paged).isEqualTo(all);
  }
}

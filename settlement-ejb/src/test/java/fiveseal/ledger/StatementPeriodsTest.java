package fiveseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.Period;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which lines a statement of some days has, however they came into the database. */
class StatementPeriodsTest {
  private static final long FUNDING = 1;
  private static final long CARD = 2;
  private static final Instant FIRST_DAY = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant SECOND_DAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant THIRD_DAY = Instant.parse("2026-03-03T00:00:00Z");

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
  }

  private static List<StatementLine> statement(Optional<Instant> from, Optional<Instant> to) {
    return records.transact(
        entities ->
            LedgerRecords.statements(entities)
                .of(
                    LedgerRecords.balances(entities).of(CARD).orElseThrow().name(),
                    CARD,
                    new Period(from, to),
                    Optional.empty(),
                    100));
  }

  private static void postedAt(long id, Instant time) {
    records.sql("update transfer set posted_at = '" + time + "' where transfer_id = " + id);
  }

  /** Rolls up at that time. */
  private static void rollUp(Instant time) {
    assertThat(records.rollUp(1, 1)).isPositive();
    records.sql(
        "update ledger_roll_up set made_at = '"
            + time
            + "' where horizon = (select max(horizon) from ledger_roll_up)");
  }

  /** The first has gone at the roll-up after midnight, the second holds its horizon back. */
  @Test
  void statement_toAMidnight_withLongTransactionsAcrossIt_hasAllThatWasPostedBefore()
      throws SQLException {
    try (Connection first = records.source().getConnection();
        Connection second = records.source().getConnection()) {
      first.setAutoCommit(false);
      second.setAutoCommit(false);
      records.post(first, 1, FUNDING, CARD, 10);
      records.post(second, 2, FUNDING, CARD, 20);
      records.post(3, FUNDING, CARD, 30);
      records.post(4, FUNDING, CARD, 40);
      first.commit();
      rollUp(SECOND_DAY.plusSeconds(80));
      records.post(5, FUNDING, CARD, 50);
      second.commit();
    }
    for (int id = 1; id <= 4; id++) {
      postedAt(id, SECOND_DAY.minusSeconds(600 - 60L * id));
    }
    postedAt(5, SECOND_DAY.plusSeconds(120));
    rollUp(SECOND_DAY.plusSeconds(1880));

    assertThat(statement(Optional.empty(), Optional.of(SECOND_DAY)))
        .extracting(StatementLine::transferId)
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(statement(Optional.of(SECOND_DAY), Optional.empty()))
        .extracting(StatementLine::transferId)
        .containsExactly(5L);
  }

  /** Nodes take numbers by fifties; a restored dump has one transaction's number everywhere. */
  @Test
  void statement_ofADay_afterARestore_hasThatDaysLinesInTheOrderOfTime() {
    for (int i = 0; i < 10; i++) {
      for (int node = 0; node < 2; node++) {
        long id = 100L * node + i + 1;
        records.post(id, FUNDING, CARD, id);
        Instant day = i < 5 ? FIRST_DAY : SECOND_DAY;
        postedAt(id, day.plusSeconds(36_000 + 60L * i + node));
      }
    }
    records.restoreTransfers();

    List<StatementLine> first = statement(Optional.of(FIRST_DAY), Optional.of(SECOND_DAY));
    List<StatementLine> second = statement(Optional.of(SECOND_DAY), Optional.of(THIRD_DAY));

    assertThat(first)
        .extracting(StatementLine::transferId)
        .containsExactly(105L, 5L, 104L, 4L, 103L, 3L, 102L, 2L, 101L, 1L);
    assertThat(second)
        .extracting(StatementLine::transferId)
        .containsExactly(110L, 10L, 109L, 9L, 108L, 8L, 107L, 7L, 106L, 6L);
    assertThat(first.get(9).balanceAfterMinor()).isEqualTo(1);
    assertThat(second.get(9).balanceAfterMinor())
        .isEqualTo(first.get(0).balanceAfterMinor() + second.get(9).signedMinor());
    assertThat(second.get(0).balanceAfterMinor()).isEqualTo(records.fullSums().get(CARD));
    assertThat(statement(Optional.empty(), Optional.empty())).hasSize(20);
  }
}

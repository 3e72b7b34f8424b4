package fiveseal.report;

import static fiveseal.report.OperatorLogins.AUDITOR;
import static fiveseal.report.OperatorLogins.OLIVIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.ledger.AccountKind;
import fiveseal.ledger.LedgerRecords;
import fiveseal.manager.AccountPage;
import fiveseal.manager.AccountStatement;
import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.FloatReport;
import fiveseal.manager.Login;
import fiveseal.manager.Period;
import fiveseal.manager.Tenant;
import fiveseal.manager.TrialBalance;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class BooksDeskTest {
  private static final String CARD = CardNumber.withCheckDigit("492900000000000").digits();
  private static final OptionalLong FIRST = OptionalLong.empty();
  private static final Period ALWAYS = Period.ALWAYS;
  private static final List<String> trail = new ArrayList<>();
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
    trail.clear();
    records.account(1, AccountKind.FUNDING, "operator");
    records.account(2, AccountKind.LOAD_IN_TRANSIT, "operator");
    records.account(3, AccountKind.CARD, CARD);
    records.account(4, AccountKind.STORE, "a");
    records.account(5, AccountKind.STORE, "b");
    records.account(6, AccountKind.OPERATOR_FEE, "operator");
    records.account(7, AccountKind.DISCREPANCIES, "operator");
    records.post(11, 1, 2, 10_000);
    records.post(12, 2, 3, 9_000);
    records.post(13, 3, 4, 4_000);
    records.post(14, 4, 6, 40);
  }

  private static AdminTrail kept() {
    return new AdminTrail() {
      @Override
      public void record(AdminAct act) {
        trail.add(act.by().name() + " " + act.what() + " " + act.subject());
      }

      @Override
      public AdminActionPage page(
          Tenant tenant, Optional<String> userName, Optional<String> after, int limit) {
        throw new UnsupportedOperationException("nothing reads it here");
      }
    };
  }

  private static <T> T ask(Function<BooksDesk, T> work) {
    return records.transact(
        entities -> {
          BooksDesk desk = new BooksDesk();
          desk.balances = LedgerRecords.balances(entities);
          desk.statements = LedgerRecords.statements(entities);
          desk.cards = new CardStore();
          desk.cards.entities = entities;
          desk.trail = new CardTrail();
          desk.trail.trail = kept();
          return work.apply(desk);
        });
  }

  @Test
  void trialBalance_ofAllKinds_sumsToZero() {
    TrialBalance before = ask(desk -> desk.trialBalances(AUDITOR)).get(0);
    records.rollUp(1, 1);
    TrialBalance after = ask(desk -> desk.trialBalances(AUDITOR)).get(0);

    assertThat(after.kinds()).containsExactlyInAnyOrderElementsOf(before.kinds());
    assertThat(after.currency()).isEqualTo("JPY");
    assertThat(after.debitMinor()).isEqualTo(23_040).isEqualTo(after.creditMinor());
    assertThat(after.sumMinor()).isZero();
    assertThat(after.of("CARD")).isEqualTo(5_000);
    assertThat(after.of("STORE")).isEqualTo(3_960);
    assertThat(after.of("BANK")).isZero();
  }

  @Test
  void float_whenNothingWasDecided_hasNoDifference() {
    List<FloatReport> floats = ask(desk -> desk.floats(OLIVIA));
    assertThat(floats)
        .containsExactly(new FloatReport("JPY", 10_000, 5_000, 1_000, 0, 3_960, 40, 0, 0))
        .allMatch(report -> report.floatMinor() == 6_000 && report.differenceMinor() == 0);
  }

  @Test
  void float_afterADiscrepancy_differsByWhatWasDecided() {
    records.rollUp(1, 1);
    records.post(15, 3, 7, 123);

    FloatReport report = ask(desk -> desk.floats(OLIVIA)).get(0);

    assertThat(report.differenceMinor()).isEqualTo(123);
    assertThat(report.decidedMinor()).isEqualTo(123);
    assertThat(report.unexplainedMinor()).isZero();
  }

  @Test
  void accounts_byKindAndOwner_areListedByKeyset() {
    AccountPage first = ask(desk -> desk.accounts(AUDITOR, "STORE", Optional.empty(), FIRST, 1));
    AccountPage second =
        ask(desk -> desk.accounts(AUDITOR, "STORE", Optional.empty(), first.next(), 1));

    assertThat(first.accounts())
        .containsExactly(new AccountPage.AccountRow(4, "STORE", "a", "JPY", 3_960));
    assertThat(second.accounts())
        .containsExactly(new AccountPage.AccountRow(5, "STORE", "b", "JPY", 0));
    assertThat(second.next()).isEmpty();
    assertThat(ask(desk -> desk.accounts(AUDITOR, "STORE", Optional.of("b"), FIRST, 9)).accounts())
        .extracting(AccountPage.AccountRow::owner)
        .containsExactly("b");
  }

  @Test
  void accounts_ofCards_areMasked() {
    AccountPage cards = ask(desk -> desk.accounts(OLIVIA, "CARD", Optional.empty(), FIRST, 9));
    AccountStatement fee = ask(desk -> desk.statement(OLIVIA, 4, ALWAYS, FIRST, 9));

    assertThat(cards.accounts().get(0).owner()).isEqualTo(new CardNumber(CARD).masked());
    assertThat(cards.toString() + fee).doesNotContain(CARD);
    assertThat(fee.lines().get(1).otherOwner()).isEqualTo(new CardNumber(CARD).masked());
  }

  @Test
  void cards_whenRead_areRecorded() {
    records.sql(
        "insert into card (card_number, currency, key_version, next_counter, balance_minor,"
            + " blocked, balance_limit, amount_limit, issued_at) values ('"
            + CARD
            + "', 'JPY', 1, 1, 0, false, 100000, 50000, now()) on conflict do nothing");
    ask(desk -> desk.statement(AUDITOR, 4, ALWAYS, FIRST, 9));
    ask(desk -> desk.accounts(AUDITOR, "STORE", Optional.empty(), FIRST, 9));
    assertThat(trail).as("a store's account").isEmpty();

    ask(desk -> desk.accounts(AUDITOR, "CARD", Optional.empty(), FIRST, 9));
    ask(desk -> desk.statement(AUDITOR, 3, ALWAYS, FIRST, 9));

    assertThat(trail).hasSize(2);
    assertThat(trail.get(0)).isEqualTo("audrey card-list CARD");
    assertThat(trail.get(1)).matches("audrey card-read [0-9a-f-]{36}");
  }

  @Test
  void accounts_ofAnUnknownKind_areRefused() {
    assertThatThrownBy(
            () -> ask(desk -> desk.accounts(OLIVIA, "PURSE", Optional.empty(), FIRST, 9)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
  }

  @Test
  void statement_pageByPage_continues() {
    AccountStatement first = ask(desk -> desk.statement(AUDITOR, 4, ALWAYS, FIRST, 1));
    AccountStatement second = ask(desk -> desk.statement(AUDITOR, 4, ALWAYS, first.next(), 1));

    assertThat(first.closingMinor()).isEqualTo(3_960);
    assertThat(first.openingMinor()).isEqualTo(4_000).isEqualTo(second.closingMinor());
    assertThat(second.openingMinor()).isZero();
    assertThat(second.next()).isEmpty();
    assertThat(first.lines().get(0).kind()).isEqualTo("PAYMENT");
    assertThat(first.lines().get(0).traceId()).isPresent();
  }

  @Test
  void statement_ofAnAccountWithoutTransfers_isEmpty() {
    AccountStatement empty = ask(desk -> desk.statement(AUDITOR, 5, ALWAYS, FIRST, 9));
    assertThat(empty.lines()).isEmpty();
    assertThat(empty.closingMinor()).isZero();
  }

  /** Days of March, one sale on each, rolled up at their ends. */
  private static void post(int days) {
    for (int day = 1; day <= days; day++) {
      records.post(100 + day, 3, 5, day);
      records.sql(
          "update transfer set posted_at = '2026-03-"
              + day
              + " 12:00Z' where transfer_id = "
              + (100 + day));
      records.rollUp(1, 1);
      records.sql(
          "update ledger_roll_up set made_at = '2026-03-"
              + day
              + " 12:10Z' where horizon = (select max(horizon) from ledger_roll_up)");
    }
  }

  private static Period period(String from, String to) {
    return new Period(Optional.of(Instant.parse(from)), Optional.of(Instant.parse(to)));
  }

  @Test
  void statement_ofAPeriod_isThatRun_withWhatWasThereBeforeAndAfter() {
    post(9);
    Period period = period("2026-03-04T00:00:00Z", "2026-03-07T00:00:00Z");

    AccountStatement whole = ask(desk -> desk.statement(AUDITOR, 5, period, FIRST, 9));
    AccountStatement first = ask(desk -> desk.statement(AUDITOR, 5, period, FIRST, 2));
    AccountStatement second = ask(desk -> desk.statement(AUDITOR, 5, period, first.next(), 2));

    assertThat(whole.lines())
        .extracting(AccountStatement.Line::transferId)
        .containsExactly(106L, 105L, 104L);
    assertThat(whole.openingMinor()).isEqualTo(1 + 2 + 3);
    assertThat(whole.closingMinor()).isEqualTo(1 + 2 + 3 + 4 + 5 + 6);
    assertThat(whole.next()).isEmpty();
    assertThat(first.closingMinor()).isEqualTo(whole.closingMinor());
    assertThat(second.lines()).extracting(AccountStatement.Line::transferId).containsExactly(104L);
    assertThat(second.openingMinor()).isEqualTo(whole.openingMinor());
    assertThat(second.next()).isEmpty();
  }

  @Test
  void statement_ofAPeriod_withOneEnd_goesToTheOther() {
    post(3);
    Instant second = Instant.parse("2026-03-02T12:00:00Z");

    Period since = new Period(Optional.of(second), Optional.empty());
    Period until = new Period(Optional.empty(), Optional.of(second));

    assertThat(ask(desk -> desk.statement(AUDITOR, 5, since, FIRST, 9)).lines())
        .extracting(AccountStatement.Line::transferId)
        .containsExactly(103L, 102L);
    assertThat(ask(desk -> desk.statement(AUDITOR, 5, until, FIRST, 9)).lines())
        .extracting(AccountStatement.Line::transferId)
        .containsExactly(101L);
  }

  @Test
  void statement_ofAPeriodInWhichNothingHappened_tellsTheBalanceOfThen() {
    post(5);
    AccountStatement between =
        ask(
            desk ->
                desk.statement(
                    AUDITOR, 5, period("2026-03-02T13:00:00Z", "2026-03-03T11:00:00Z"), FIRST, 9));
    AccountStatement before =
        ask(
            desk ->
                desk.statement(
                    AUDITOR, 5, period("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"), FIRST, 9));

    assertThat(between.lines()).isEmpty();
    assertThat(between.openingMinor()).isEqualTo(3).isEqualTo(between.closingMinor());
    assertThat(before.lines()).isEmpty();
    assertThat(before.closingMinor()).isZero();
  }

  @Test
  void statement_ofNoAccount_isNotFound() {
    assertNotFound(() -> ask(desk -> desk.statement(OLIVIA, 99, ALWAYS, FIRST, 9)));
  }

  @ParameterizedTest
  @MethodSource("fiveseal.report.OperatorLogins#strangers")
  void everything_byStrangers_isNotFound(Login stranger) {
    assertNotFound(() -> ask(desk -> desk.trialBalances(stranger)));
    assertNotFound(() -> ask(desk -> desk.floats(stranger)));
    assertNotFound(() -> ask(desk -> desk.accounts(stranger, "CARD", Optional.empty(), FIRST, 9)));
    assertNotFound(() -> ask(desk -> desk.statement(stranger, 4, ALWAYS, FIRST, 9)));
  }

  private static void assertNotFound(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }
}

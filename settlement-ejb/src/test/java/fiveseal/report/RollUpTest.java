package fiveseal.report;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.Overview;
import fiveseal.manager.Overview.Figures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The roll-up is what a full computation gives, whatever changes or is committed late. */
class RollUpTest {
  /** Counted from the tables alone and otherwise than the roll-up does. */
  private static final String COMPUTED =
      "select mall, seller, hour, 'JPY' as currency, sum(requested), sum(completed),"
          + " sum(receipted), sum(expired), sum(payments), sum(sales), sum(refunds), sum(refunded)"
          + " from (select s.store_id as mall, x.seller,"
          + " date_trunc('hour', s.created_at, 'UTC') as hour, 1 as requested,"
          + " (state = 'COMPLETED')::int as completed, (state = 'RECEIPTED')::int as receipted,"
          + " (state = 'EXPIRED')::int as expired, 0 as payments, 0 as sales, 0 as refunds,"
          + " 0 as refunded from settlement s join (select '*' as seller, settlement_id"
          + " from settlement union select store_id, settlement_id from settlement_line) x"
          + " using (settlement_id) union all"
          + " select s.store_id, x.seller, date_trunc('hour', max(t.posted_at), 'UTC'), 0, 0, 0, 0,"
          + " 1, sum(t.amount_minor), 0, 0 from transfer t join settlement s using (settlement_id)"
          + " join account a on a.account_id = t.credit_account_id"
          + " cross join lateral (values ('*'), (a.owner)) x (seller) where t.kind = 'PAYMENT'"
          + " group by s.settlement_id, s.store_id, x.seller union all"
          + " select s.store_id, x.seller, date_trunc('hour', max(t.posted_at), 'UTC'), 0, 0, 0, 0,"
          + " 0, 0, 1, sum(t.amount_minor) from transfer t join refund r using (credit_id)"
          + " join settlement s on s.settlement_id = r.settlement_id"
          + " join account a on a.account_id = t.debit_account_id"
          + " cross join lateral (values ('*'), (a.owner)) x (seller)"
          + " where t.kind = 'REFUND_ACCEPTED' group by r.refund_id, s.store_id, x.seller) p"
          + " group by 1, 2, 3";

  private static final String ROLLED =
      "select mall_id, seller, hour_start, currency, requested::numeric, completed::numeric,"
          + " receipted::numeric, expired::numeric, payments::numeric, sales_minor::numeric,"
          + " refunds::numeric, refunded_minor::numeric from activity_hour";

  private static History history;

  @BeforeAll
  static void make() throws Exception {
    history = new History(2_000);
    history.rollUp();
  }

  @AfterAll
  static void stop() throws Exception {
    history.close();
  }

  private static void assertRolledUp() {
    assertThat(history.query("select count(*) from activity_hour")).doesNotContain("0");
    assertThat(difference(COMPUTED, ROLLED)).as("computed and not rolled up").isEmpty();
    assertThat(difference(ROLLED, COMPUTED)).as("rolled up and not computed").isEmpty();
  }

  private static List<String> difference(String one, String other) {
    return history.query("select d::text from (" + one + " except " + other + ") d");
  }

  private static String firstIn(String state) {
    return history.query("select min(settlement_id) from settlement where state = ?", state).get(0);
  }

  @Test
  void step_overAHistory_isTheFullComputation() {
    assertRolledUp();
  }

  @Test
  void step_whenNothingChanged_countsNothing() {
    history.rollUp();
    assertThat(history.rollUp()).isZero();
  }

  @Test
  void step_whenADoubtEndsWeeksLater_countsItsRequestThenAndItsMoneyNow() {
    String id = firstIn("IN_DOUBT");
    assertThat(history.query(requestedHour(id, "in_doubt"))).containsExactly("1");

    complete(id);

    assertThat(history.rollUp()).isEqualTo(2);
    assertThat(history.query(requestedHour(id, "in_doubt"))).containsExactly("0");
    assertThat(history.query(requestedHour(id, "completed"))).containsExactly("1");
    assertRolledUp();
  }

  private static String requestedHour(String id, String column) {
    return "select "
        + column
        + " from activity_hour join settlement s on s.store_id = mall_id"
        + " and hour_start = date_trunc('hour', s.created_at, 'UTC') where seller = '*'"
        + " and s.settlement_id = '"
        + id
        + "'";
  }

  private static void complete(String id) {
    history.sql(
        "update settlement set state = 'COMPLETED', completed_at = ? where settlement_id = ?",
        History.NOW.atOffset(ZoneOffset.UTC),
        id);
    history.sql(
        "insert into transfer (transfer_id, debit_account_id, credit_account_id, amount_minor,"
            + " currency, kind, settlement_id, line_no, posted_at)"
            + " select 1000000 + row_number() over (), 1000, a.account_id, l.amount_minor, 'JPY',"
            + " 'PAYMENT', l.settlement_id, l.line_no, ? from settlement_line l"
            + " join account a on a.owner = l.store_id where l.settlement_id = ?",
        History.NOW.atOffset(ZoneOffset.UTC),
        id);
  }

  @Test
  void step_whenAnEarlierTransactionCommitsLate_countsItThen() throws SQLException {
    String early = firstIn("EXPIRED");
    String late = firstIn("DECLINED");
    try (Connection connection = history.connection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "update settlement set state = 'CANCELLED' where settlement_id = '" + early + "'");
      history.sql("update settlement set state = 'CANCELLED' where settlement_id = ?", late);

      assertThat(history.rollUp()).as("hours, while an earlier transaction runs").isZero();
      connection.commit();
    }
    assertThat(history.rollUp()).isEqualTo(2);
    assertRolledUp();
  }

  @Test
  void step_afterRefunds_countsThemForTheirSellers() {
    String id = firstIn("RECEIPTED");
    history.sql(
        "insert into card (card_number, currency, key_version, next_counter, balance_minor,"
            + " blocked, balance_limit, amount_limit, issued_at)"
            + " values ('4929000000000003', 'JPY', 1, 1, 0, false, 100000, 50000, now())");
    history.sql(
        "insert into credit (credit_id, kind, card_number, settlement_id, amount_minor, currency,"
            + " done_minor, state, created_at)"
            + " values ('c1', 'REFUND', '4929000000000003', ?, 40, 'JPY', 0, 'DUE', now())",
        id);
    history.sql(
        "insert into refund (store_id, refund_id, settlement_id, credit_id, amount_minor, message,"
            + " received_at) values ('mall', 'f1', ?, 'c1', 40, 'a.b.c', ?)",
        id,
        History.NOW.atOffset(ZoneOffset.UTC));
    history.sql(
        "insert into transfer (transfer_id, debit_account_id, credit_account_id, amount_minor,"
            + " currency, kind, credit_id, line_no, posted_at) select 2000000, a.account_id, 1000,"
            + " 40, 'JPY', 'REFUND_ACCEPTED', 'c1', 1, ? from settlement_line l join account a"
            + " on a.owner = l.store_id where l.settlement_id = ? and l.line_no = 1",
        History.NOW.atOffset(ZoneOffset.UTC),
        id);

    assertThat(history.rollUp()).isPositive();

    assertRolledUp();
    assertThat(total(overview().days(), Figures::refundedMinor)).isEqualTo(40);
  }

  @Test
  void step_afterARestoreIntoAnotherServer_countsEverythingAgain() {
    history.rollUp();
    history.sql("update roll_up set horizon = '9000000000000'");
    history.sql("update activity_hour set requested = requested + 1, open = open + 1");

    assertThat(history.rollUp()).isGreaterThan(500);
    assertRolledUp();
  }

  @Test
  void step_afterOneThatTookLong_waits_soThatCountingTakesLittleOfTheTime() {
    history.rollUp();
    history.sql(
        "update roll_up set took_millis = 17000, rolled_at = ?",
        History.NOW.minusSeconds(339).atOffset(ZoneOffset.UTC));
    history.sql("update settlement set state = state where settlement_id = ?", firstIn("EXPIRED"));
    assertThat(history.rollUp()).as("17 s, 339 s later").isZero();

    history.sql(
        "update roll_up set rolled_at = ?", History.NOW.minusSeconds(340).atOffset(ZoneOffset.UTC));
    assertThat(history.rollUp()).as("a second later").isPositive();
    assertThat(history.query("select took_millis from roll_up")).containsExactly("0");

    history.sql(
        "update roll_up set took_millis = 17000, rolled_at = ?",
        History.NOW.plusSeconds(9).atOffset(ZoneOffset.UTC));
    history.sql("update settlement set state = state where settlement_id = ?", firstIn("EXPIRED"));
    assertThat(history.rollUp()).as("when the clock was set back").isPositive();
    assertRolledUp();
  }

  @Test
  void step_afterARecount_waitsTenMinutesAtMost_andNotAtAllWhenEverythingIsWantedAgain() {
    history.rollUp();
    String lastOneTook = "update roll_up set took_millis = 1200000, rolled_at = ?";
    history.sql("update settlement set state = state where settlement_id = ?", firstIn("EXPIRED"));
    history.sql(lastOneTook, History.NOW.minusSeconds(599).atOffset(ZoneOffset.UTC));
    assertThat(history.rollUp()).as("20 minutes, 599 s later").isZero();

    history.sql(lastOneTook, History.NOW.minusSeconds(600).atOffset(ZoneOffset.UTC));
    assertThat(history.rollUp()).as("a second later").isPositive();

    history.sql(lastOneTook, History.NOW.atOffset(ZoneOffset.UTC));
    history.sql("update roll_up set horizon = '0'");
    assertThat(history.rollUp()).as("when the owner of the database wants it").isPositive();
    assertRolledUp();
  }

  private static Overview overview() {
    return history.overviews(desk -> desk.overview(History.MALL, ZoneId.of("Asia/Tokyo")));
  }

  private static long total(List<Figures> figures, ToLongFunction<Figures> column) {
    return figures.stream().mapToLong(column).sum();
  }

  @Test
  void overview_ofThirtyDays_addsUpToWhatTheTablesSay() {
    history.rollUp();
    Overview overview = overview();

    assertThat(overview.hours()).hasSize(24);
    assertThat(overview.days()).hasSize(30);
    assertThat(total(overview.days(), Figures::requested)).isEqualTo(1800);
    assertThat(total(overview.days(), Figures::salesMinor))
        .isEqualTo(
            Long.parseLong(
                history
                    .query(
                        "select sum(t.amount_minor) from transfer t join settlement s"
                            + " using (settlement_id) where s.store_id = 'mall'"
                            + " and t.kind = 'PAYMENT'")
                    .get(0)));
    assertThat(overview.sellers()).hasSize(10);
    assertThat(overview.sellers().stream().mapToLong(seller -> seller.figures().salesMinor()).sum())
        .isEqualTo(total(overview.days(), Figures::salesMinor));
    assertThat(overview.hours().get(23).start()).isEqualTo(History.NOW);
    assertThat(overview.days().get(29).start()).isEqualTo(History.NOW.minus(Duration.ofHours(21)));
  }

  @Test
  void overview_ofALowerStore_hasItsOwnFiguresOnly() {
    history.rollUp();
    Overview overview = history.overviews(desk -> desk.overview(History.LOWER, ZoneOffset.UTC));

    assertThat(overview.sellers())
        .singleElement()
        .satisfies(seller -> assertThat(seller.storeId()).isEqualTo("l3"));
    assertThat(total(overview.days(), Figures::salesMinor))
        .isEqualTo(
            Long.parseLong(
                history
                    .query(
                        "select sum(t.amount_minor) from transfer t join account a"
                            + " on a.account_id = t.credit_account_id where a.owner = 'l3'")
                    .get(0)));
  }
}

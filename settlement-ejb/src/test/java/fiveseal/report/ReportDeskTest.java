package fiveseal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.AgeCounts;
import fiveseal.manager.DoubtPage;
import fiveseal.manager.OutstandingReceiptPage;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.settlement.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class ReportDeskTest {
  private static final Instant NOW = Records.START;
  private static final String CARD = CardNumber.withCheckDigit("492900000000000").digits();
  private static Records records;

  @BeforeAll
  static void start() throws Exception {
    records = new Records();
  }

  @AfterAll
  static void stop() throws Exception {
    records.close();
  }

  @BeforeEach
  void clear() {
    records.clear();
  }

  private static <T> T ask(Function<ReportDesk, T> work) {
    return records.transact(
        entities -> {
          ReportDesk desk = new ReportDesk();
          desk.clock = records.clock();
          desk.store = new ReportStore();
          desk.store.entities = entities;
          return work.apply(desk);
        });
  }

  private static DoubtPage doubts(Optional<String> after, int limit) {
    return ask(desk -> desk.doubts(after, limit));
  }

  private static OutstandingReceiptPage receipts(Optional<String> after, int limit) {
    return ask(desk -> desk.receipts(after, limit));
  }

  private static Instant ago(Duration age) {
    return NOW.minus(age);
  }

  private static String settlement(String state, Duration expiredAgo) {
    return records.settlement("a", state, ago(expiredAgo), null);
  }

  private static String completed(String state, Duration age) {
    return records.settlement("a", state, NOW, ago(age));
  }

  private static String update(String kind, String state, Duration expiredAgo) {
    String id = records.nextId();
    boolean load = kind.equals("LOAD");
    records.sql(
        "insert into value_update (update_id, kind, state, card_number, amount_minor, currency,"
            + " voucher_digest, created_at, expires_at) values (?, ?, ?, ?, ?, 'JPY', ?, ?, ?)",
        id,
        kind,
        state,
        CARD,
        load ? 500 : null,
        load ? new byte[32] : null,
        ago(expiredAgo).atOffset(ZoneOffset.UTC),
        load ? ago(expiredAgo).atOffset(ZoneOffset.UTC) : null);
    return id;
  }

  private static void card() {
    records.sql(
        "insert into card (card_number, currency, key_version, next_counter, balance_minor,"
            + " blocked, balance_limit, amount_limit, issued_at)"
            + " values (?, 'JPY', 1, 1, 0, false, 100000, 50000, now())",
        CARD);
  }

  // --- doubts

  @Test
  void doubts_whenNothingIsInDoubt_areNone() {
    settlement("REQUESTED", Duration.ofDays(1));
    settlement("EXPIRED", Duration.ofDays(1));
    settlement("DECLINED", Duration.ofDays(1));
    settlement("ISSUED", Duration.ofMinutes(-1));
    completed("COMPLETED", Duration.ofDays(1));

    assertThat(doubts(Optional.empty(), 200))
        .isEqualTo(new DoubtPage(List.of(), new AgeCounts(0, 0, 0, 0), Optional.empty()));
  }

  @Test
  void doubts_whenIssuedAndExpired_countAsOfNow() {
    String id = settlement("ISSUED", Duration.ofMinutes(-1));
    assertThat(doubts(Optional.empty(), 9).doubts()).isEmpty();

    records.clock().advance(Duration.ofMinutes(1));

    assertThat(doubts(Optional.empty(), 9).doubts())
        .containsExactly(
            new DoubtPage.Doubt(
                id,
                "PAYMENT",
                Optional.of("a"),
                Optional.empty(),
                Optional.of(1200L),
                "JPY",
                NOW.plus(Duration.ofMinutes(1)).getEpochSecond()));
  }

  @Test
  void doubts_whenIssuedAndCancelled_countSinceThen() {
    String id = settlement("ISSUED", Duration.ofMinutes(-9));
    records.sql(
        "update settlement set cancelled_at = ? where settlement_id = ?",
        ago(Duration.ofMinutes(2)).atOffset(ZoneOffset.UTC),
        id);

    assertThat(doubts(Optional.empty(), 9).doubts())
        .singleElement()
        .satisfies(
            doubt -> {
              assertThat(doubt.id()).isEqualTo(id);
              assertThat(doubt.since()).isEqualTo(ago(Duration.ofMinutes(2)).getEpochSecond());
            });
  }

  @Test
  void doubts_ofPaymentsAndUpdates_areOneListByAgeWithMaskedCards() {
    card();
    String young = settlement("IN_DOUBT", Duration.ofMinutes(59));
    String old = update("LOAD", "ISSUED", Duration.ofDays(3));
    String day = settlement("ISSUED", Duration.ofHours(24));
    String block = update("BLOCK", "IN_DOUBT", Duration.ofHours(2));
    update("BLOCK", "ISSUED", Duration.ofDays(5));
    update("LOAD", "ISSUED", Duration.ofMinutes(-1));
    update("LOAD", "DONE", Duration.ofDays(5));
    records.sql("update settlement set card_number = ? where settlement_id = ?", CARD, day);

    DoubtPage page = doubts(Optional.empty(), 200);

    assertThat(page.doubts())
        .extracting(DoubtPage.Doubt::id)
        .containsExactly(old, day, block, young);
    assertThat(page.doubts())
        .extracting(DoubtPage.Doubt::kind)
        .containsExactly("LOAD", "PAYMENT", "BLOCK", "PAYMENT");
    assertThat(page.ages()).isEqualTo(new AgeCounts(1, 1, 1, 1));
    assertThat(page.doubts().get(1).maskedCardNumber()).contains(new CardNumber(CARD).masked());
    assertThat(page.toString()).doesNotContain(CARD);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void doubts_byKeyset_giveAllOnceThoughSomeEndMeanwhile() {
    String first = settlement("IN_DOUBT", Duration.ofHours(9));
    String second = settlement("IN_DOUBT", Duration.ofHours(9));
    String third = settlement("IN_DOUBT", Duration.ofHours(1));

    DoubtPage page = doubts(Optional.empty(), 2);
    assertThat(page.doubts()).extracting(DoubtPage.Doubt::id).containsExactly(first, second);
    assertThat(page.next()).contains(second);
    assertThat(page.ages()).isEqualTo(new AgeCounts(0, 3, 0, 0));
    records.sql("update settlement set state = 'EXPIRED' where settlement_id = ?", second);

    DoubtPage following = doubts(page.next(), 2);
    assertThat(following.doubts()).extracting(DoubtPage.Doubt::id).containsExactly(third);
    assertThat(following.next()).isEmpty();
  }

  @Test
  void doubts_afterAnUnknownId_areRefused() {
    assertMalformed(() -> doubts(Optional.of(records.nextId()), 9));
  }

  // --- receipts

  @Test
  void receipts_whenOutstanding_areListedByAge() {
    String young = completed("COMPLETED", Duration.ofMinutes(1));
    String old = completed("COMPLETED", Duration.ofDays(4));
    String day = completed("COMPLETED", Duration.ofHours(25));
    completed("RECEIPTED", Duration.ofDays(4));
    settlement("IN_DOUBT", Duration.ofDays(4));

    OutstandingReceiptPage page = receipts(Optional.empty(), 2);
    assertThat(page.receipts())
        .extracting(OutstandingReceiptPage.OutstandingReceipt::settlementId)
        .containsExactly(old, day);
    assertThat(page.ages()).isEqualTo(new AgeCounts(1, 0, 1, 1));
    assertThat(page.receipts().get(0))
        .isEqualTo(
            new OutstandingReceiptPage.OutstandingReceipt(
                old, "a", "r-" + old, 1200, "JPY", ago(Duration.ofDays(4)).getEpochSecond()));

    assertThat(receipts(page.next(), 2).receipts())
        .extracting(OutstandingReceiptPage.OutstandingReceipt::settlementId)
        .containsExactly(young);
  }

  @Test
  void receipts_afterAnIdThatIsNotCompleted_areRefused() {
    String id = settlement("IN_DOUBT", Duration.ofDays(4));
    assertMalformed(() -> receipts(Optional.of(id), 9));
  }

  private static void assertMalformed(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
  }
}

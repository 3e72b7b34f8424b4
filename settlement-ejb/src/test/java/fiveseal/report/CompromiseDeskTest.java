package fiveseal.report;

import static fiveseal.report.OperatorLogins.AUDITOR;
import static fiveseal.report.OperatorLogins.OLIVIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Affected;
import fiveseal.manager.CompromisePage;
import fiveseal.manager.CompromiseStep;
import fiveseal.manager.CompromiseSummary;
import fiveseal.manager.CompromisedKey;
import fiveseal.manager.CompromisedKind;
import fiveseal.manager.Login;
import fiveseal.manager.Tenant;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.settlement.Records;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class CompromiseDeskTest {
  private static final Instant STOLEN = Records.START.minus(Duration.ofHours(2));
  private static final String AUTHORITY = "A".repeat(43);
  private static final String NEWER_AUTHORITY = "B".repeat(43);
  private static final String SIGNING = "S".repeat(43);
  private static final String KEY = "K".repeat(43);
  private static final String OTHER_KEY = "L".repeat(43);
  private static final String CARD = CardNumber.withCheckDigit("492900000000001").digits();
  private static final String SECOND = CardNumber.withCheckDigit("492900000000002").digits();
  private static final String THIRD = CardNumber.withCheckDigit("492900000000003").digits();

  private static Records records;

  private final List<String> trail = new ArrayList<>();
  private long evidence;

  @BeforeAll
  static void start() throws Exception {
    records = new Records();
  }

  @AfterAll
  static void stop() throws Exception {
    records.close();
  }

  @BeforeEach
  void fill() {
    records.clear();
    records.sql("truncate manager_key, bureau cascade");
    records.store("a");
    records.store("b");
    managerKey(AUTHORITY, "AUTHORITY", AUTHORITY, before());
    managerKey(NEWER_AUTHORITY, "AUTHORITY", NEWER_AUTHORITY, before());
    managerKey(SIGNING, "SIGNING", AUTHORITY, before());
    storeKey(KEY, "a", AUTHORITY, before());
    storeKey(OTHER_KEY, "b", NEWER_AUTHORITY, since(1));
    card(CARD, 1, 500);
    card(SECOND, 1, 70);
    card(THIRD, 2, 900);
  }

  private static OffsetDateTime before() {
    return STOLEN.minusMillis(1).atOffset(ZoneOffset.UTC);
  }

  private static OffsetDateTime since(int minutes) {
    return STOLEN.plus(Duration.ofMinutes(minutes)).atOffset(ZoneOffset.UTC);
  }

  private static void managerKey(String kid, String purpose, String issuer, OffsetDateTime at) {
    records.sql(
        "insert into manager_key values (?, ?, '\\x00', ?, now(), now() + interval '1 day', ?)",
        kid,
        purpose,
        issuer,
        at);
  }

  private static void storeKey(String kid, String store, String issuer, OffsetDateTime at) {
    records.sql(
        "insert into store_key (kid, store_id, certificate, issuer_kid, not_before, not_after,"
            + " enrolled_at) values (?, ?, '\\x00', ?, now(), now() + interval '1 day', ?)",
        kid,
        store,
        issuer,
        at);
  }

  private static void card(String number, int keyVersion, long balance) {
    records.sql(
        "insert into card (card_number, currency, key_version, next_counter, balance_minor,"
            + " blocked, balance_limit, amount_limit, issued_at)"
            + " values (?, 'JPY', ?, 1, ?, false, 100000, 50000, now())",
        number,
        keyVersion,
        balance);
  }

  /** A compact message whose header is this JSON. */
  private static String message(String header) {
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + ".e30.AAAA";
  }

  private static String by(String kid) {
    return message("{\"alg\":\"ES256\",\"typ\":\"t\",\"kid\":\"" + kid + "\"}");
  }

  private void evidence(int seal, String subject, String compact, OffsetDateTime at) {
    records.sql(
        "insert into evidence values (?, ?, ?, ?, ?)", ++evidence, at, subject, seal, compact);
  }

  /** A payment of 1200 that a card made. */
  private String paid(String store, String card) {
    String id = records.settlement(store, "RECEIPTED", Records.START, Records.START);
    records.sql("update settlement set card_number = ? where settlement_id = ?", card, id);
    return id;
  }

  private <T> T ask(Function<CompromiseDesk, T> work) {
    return records.transact(
        entities -> {
          CompromiseDesk desk = new CompromiseDesk();
          desk.store = new CompromiseStore();
          desk.store.entities = entities;
          desk.cards = new CardStore();
          desk.cards.entities = entities;
          desk.clock = records.clock();
          desk.trail = new Trail();
          return work.apply(desk);
        });
  }

  /** What is recorded, in one line each. */
  private final class Trail implements AdminTrail {
    @Override
    public void record(AdminAct act) {
      trail.add(act.by().name() + " " + act.what() + " " + act.subject());
    }

    @Override
    public AdminActionPage page(
        Tenant tenant, Optional<String> userName, Optional<String> after, int limit) {
      throw new UnsupportedOperationException("nothing reads it here");
    }
  }

  private static CompromisedKey key(CompromisedKind kind, String key) {
    return new CompromisedKey(kind, key, STOLEN);
  }

  private CompromiseSummary summary(CompromisedKind kind, String key) {
    return ask(desk -> desk.summary(AUDITOR, key(kind, key)));
  }

  /** The whole list, page by page. */
  private List<Affected> all(CompromisedKind kind, String key, int limit) {
    List<Affected> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Optional<String> behind = after;
      CompromisePage page = ask(desk -> desk.affected(OLIVIA, key(kind, key), behind, limit));
      assertThat(page.affected()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.affected());
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  private static void assertCode(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  // --- a store's key

  @Test
  void storeKey_listsExactlyWhatItSignedSinceTheTheft() {
    String mine = paid("a", CARD);
    String early = paid("a", SECOND);
    String others = paid("b", THIRD);
    evidence(1, early, by(KEY), before());
    evidence(1, mine, by(KEY), since(0));
    evidence(2, mine, by(SIGNING), since(0));
    evidence(4, mine, by(KEY), since(2));
    evidence(1, others, by(OTHER_KEY), since(1));
    evidence(1, others, "x.y.z", since(1));
    reversals(mine);

    for (int limit : new int[] {1, 2, 50}) {
      assertThat(all(CompromisedKind.STORE, KEY, limit))
          .extracting(Affected::what, Affected::settlementId)
          .containsExactly(
              tuple("fiveseal-settlement-request", Optional.of(mine)),
              tuple("fiveseal-settlement-receipt", Optional.of(mine)),
              tuple("fiveseal-refund-request", Optional.of(mine)),
              tuple("fiveseal-cancel-request", Optional.empty()),
              tuple("fiveseal-completion-endpoint", Optional.empty()));
    }
    assertThat(all(CompromisedKind.STORE, KEY, 50).get(0))
        .satisfies(
            row -> {
              assertThat(row.card()).contains(new CardNumber(CARD).masked());
              assertThat(row.reference()).isPresent();
              assertThat(row.store()).contains("a");
              assertThat(row.amountMinor()).hasValue(1200);
              assertThat(row.state()).contains("RECEIPTED");
            });
  }

  @Test
  void storeKey_whenRenewedSinceTheTheft_listsTheRenewalsFirst_andWhatTheNextKeysSigned() {
    String second = "M".repeat(43);
    String third = "N".repeat(43);
    renewed(KEY, second, since(5));
    renewed(second, third, since(90));
    String mine = paid("a", CARD);
    String thiefs = paid("a", SECOND);
    String last = paid("a", CARD);
    String others = paid("b", THIRD);
    evidence(1, last, by(third), since(91));
    evidence(1, mine, by(KEY), since(7));
    evidence(1, thiefs, by(second), since(6));
    evidence(4, thiefs, by(KEY), since(8));
    evidence(1, others, by(OTHER_KEY), since(6));
    records.sql("insert into cancellation values ('a', 'gone', ?, ?)", by(third), since(92));

    for (int limit : new int[] {1, 2, 3, 50}) {
      assertThat(all(CompromisedKind.STORE, KEY, limit))
          .extracting(Affected::what, Affected::id)
          .containsExactly(
              tuple("fiveseal-key-renewal", second),
              tuple("fiveseal-key-renewal", third),
              tuple("fiveseal-settlement-request", thiefs),
              tuple("fiveseal-settlement-request", mine),
              tuple("fiveseal-settlement-receipt", thiefs),
              tuple("fiveseal-settlement-request", last),
              tuple("fiveseal-cancel-request", "gone"));
    }
    CompromiseSummary summary = summary(CompromisedKind.STORE, KEY);
    assertThat(summary.rows()).isEqualTo(7);
    assertThat(summary.settlements()).isEqualTo(3);
    assertThat(summary.totals()).containsExactly(new CompromiseSummary.Total("JPY", 3 * 1200));
    assertThat(all(CompromisedKind.STORE, second, 50))
        .extracting(Affected::id)
        .containsExactly(third, thiefs, last, "gone");
  }

  @Test
  void storeKey_whenRenewedBeforeTheTheft_listsNothingOfTheNextKey() {
    String next = "M".repeat(43);
    renewed(KEY, next, before());
    evidence(1, paid("a", CARD), by(next), since(1));

    assertThat(all(CompromisedKind.STORE, KEY, 9)).isEmpty();
    assertThat(all(CompromisedKind.STORE, next, 9)).hasSize(1);
  }

  private static void renewed(String kid, String next, OffsetDateTime at) {
    records.sql("update store_key set superseded_at = now() where kid = ?", kid);
    storeKey(next, "a", AUTHORITY, at);
    records.sql("insert into key_renewal values (?, ?, 'a', ?, ?)", kid, next, by(kid), at);
  }

  private static void reversals(String settlement) {
    String credit = records.nextId();
    records.sql(
        "insert into credit (credit_id, kind, card_number, settlement_id, amount_minor, currency,"
            + " done_minor, state, created_at)"
            + " values (?, 'REFUND', ?, ?, 500, 'JPY', 0, 'DUE', now())",
        credit,
        CARD,
        settlement);
    records.sql(
        "insert into refund values ('a', 'f-1', ?, ?, 500, ?, ?)",
        settlement,
        credit,
        by(KEY),
        since(3));
    records.sql("insert into cancellation values ('a', 'unknown', ?, ?)", by(KEY), since(1));
    records.sql(
        "insert into completion_endpoint values ('a', 7, 'https://thief.example/', ?, ?)",
        by(KEY),
        since(1));
  }

  @Test
  void storeKey_isCountedOnceHoweverManyMessages() {
    String mine = paid("a", CARD);
    String second = paid("a", CARD);
    String waits = records.settlement("a", "REQUESTED", Records.START, null);
    for (String id : List.of(mine, second, waits)) {
      evidence(1, id, by(KEY), since(1));
    }
    evidence(4, mine, by(KEY), since(2));
    reversals(mine);

    CompromiseSummary summary = summary(CompromisedKind.STORE, KEY);

    assertThat(summary.store()).contains("a");
    assertThat(summary.rows()).isEqualTo(7);
    assertThat(summary.settlements()).isEqualTo(3);
    assertThat(summary.stores()).isEqualTo(1);
    assertThat(summary.cards()).isEqualTo(1);
    assertThat(summary.isMore()).isFalse();
    assertThat(summary.totals()).containsExactly(new CompromiseSummary.Total("JPY", 2 * 1200));
    assertThat(summary.plan())
        .startsWith(CompromiseStep.REVOKE_STORE_KEY)
        .allMatch(step -> CompromiseStep.of(CompromisedKind.STORE).contains(step));
    assertThat(trail).containsExactly("audrey compromise-read " + KEY);
  }

  @Test
  void storeKey_isFoundHoweverItsHeaderIsWritten() {
    String id = paid("a", CARD);
    evidence(1, id, message("{ \"\\u006bid\" : \"" + KEY + "\",\"alg\":\"ES256\"}"), since(1));
    evidence(4, id, message("{\"typ\":\"kid\",\"kid\":\"" + OTHER_KEY + "\"}"), since(1));

    assertThat(all(CompromisedKind.STORE, KEY, 9)).hasSize(1);
  }

  // --- the manager's keys

  @Test
  void signingKey_listsWhatTheManagerSigned() {
    String id = paid("a", CARD);
    evidence(1, id, by(KEY), since(1));
    evidence(2, id, by(SIGNING), since(1));
    evidence(3, id, by(SIGNING), since(1));
    String update = records.nextId();
    records.sql(
        "insert into value_update (update_id, kind, state, card_number, currency, created_at)"
            + " values (?, 'BLOCK', 'DONE', ?, 'JPY', now())",
        update,
        SECOND);
    evidence(5, update, by(SIGNING), since(4));

    assertThat(all(CompromisedKind.SIGNING, SIGNING, 2))
        .extracting(Affected::what, Affected::id)
        .containsExactly(
            tuple("fiveseal-settlement-information", id),
            tuple("fiveseal-settlement-completion", id),
            tuple("fiveseal-value-update", update));
    assertThat(summary(CompromisedKind.SIGNING, SIGNING).cards()).isEqualTo(2);
    assertThat(summary(CompromisedKind.SIGNING, SIGNING).plan())
        .contains(CompromiseStep.KNOW_FORGERIES);
  }

  @Test
  void authority_listsItsCertificatesAndTellsWhichCameSince() {
    records.sql("update store_key set superseded_at = now() where store_id = 'a'");
    storeKey("N".repeat(43), "a", AUTHORITY, since(0));

    assertThat(all(CompromisedKind.AUTHORITY, AUTHORITY, 1))
        .extracting(Affected::what, Affected::id, row -> row.state().orElseThrow())
        .containsExactly(
            tuple("CERTIFICATE", "N".repeat(43), "SINCE"),
            tuple("SIGNING_CERTIFICATE", SIGNING, "BEFORE"));
    assertThat(summary(CompromisedKind.AUTHORITY, AUTHORITY).stores()).isEqualTo(1);
  }

  // --- the card master key

  @Test
  void cardMaster_listsEveryCardThatHasOrHadTheVersion() {
    card(CardNumber.withCheckDigit("492900000000004").digits(), 3, 11);
    records.sql("update card set key_version = 2 where card_number = ?", SECOND);
    rekey(THIRD, 3, "DONE");
    rekey(CARD, 2, "IN_DOUBT");
    rekey(SECOND, 3, "REQUESTED");
    records.sql("update card set key_version = 3 where card_number = ?", THIRD);

    assertThat(cards("1")).containsExactly(masked(CARD), masked(SECOND));
    assertThat(cards("2")).containsExactly(masked(CARD), masked(SECOND), masked(THIRD));
    assertThat(cards("3"))
        .containsExactly(masked(THIRD), "••••••••••••" + lastFour("492900000000004"));
    assertThat(cards("4")).isEmpty();
    CompromiseSummary summary = summary(CompromisedKind.CARD_MASTER, "2");
    assertThat(summary.cards()).isEqualTo(3);
    assertThat(summary.totals())
        .containsExactly(new CompromiseSummary.Total("JPY", 500 + 70 + 900));
    assertThat(summary.plan()).contains(CompromiseStep.REPLACE_CARDS, CompromiseStep.NO_REKEY);
  }

  private static void rekey(String card, int version, String state) {
    records.sql(
        "insert into value_update (update_id, kind, state, card_number, currency, created_at,"
            + " new_key_version) values (?, 'REKEY', ?, ?, 'JPY', now(), ?)",
        records.nextId(),
        state,
        card,
        version);
  }

  private List<String> cards(String version) {
    List<String> byOnes =
        all(CompromisedKind.CARD_MASTER, version, 1).stream()
            .map(row -> row.card().orElseThrow())
            .toList();
    assertThat(all(CompromisedKind.CARD_MASTER, version, 50))
        .extracting(row -> row.card().orElseThrow())
        .isEqualTo(byOnes);
    return byOnes;
  }

  private static String masked(String number) {
    return new CardNumber(number).masked();
  }

  private static String lastFour(String first15) {
    return CardNumber.withCheckDigit(first15).digits().substring(12);
  }

  @Test
  void cardMaster_listsBatchesWhoseCardsAreNotMadeYet() {
    records.sql(
        "insert into bureau values ('bureau', 'B', ?, ?, ?, 'olivia', now())", KEY, KEY, KEY);
    records.sql(
        "insert into card_batch (batch_id, bureau_id, currency, balance_limit, amount_limit,"
            + " key_version, cards, personalized, spoilt, ordered_by, ordered_at, approved_by,"
            + " approved_at) values ('open', 'bureau', 'JPY', 1, 1, 9, 5, 2, 1, 'x', now(), 'y',"
            + " now()), ('made', 'bureau', 'JPY', 1, 1, 9, 2, 2, 0, 'x', now(), 'y', now())");

    assertThat(all(CompromisedKind.CARD_MASTER, "9", 9))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.what()).isEqualTo("BLANK_CARDS");
              assertThat(row.id()).isEqualTo("open");
              assertThat(row.amountMinor()).hasValue(3);
            });
    assertThat(summary(CompromisedKind.CARD_MASTER, "9").totals()).isEmpty();
  }

  @Test
  void cardMaster_pagesNameNoCardNumber() {
    CompromisePage page =
        ask(
            desk ->
                desk.affected(OLIVIA, key(CompromisedKind.CARD_MASTER, "1"), Optional.empty(), 1));

    assertThat(page.toString()).doesNotContain(CARD).doesNotContain(SECOND);
    assertThat(page.next()).isPresent();
  }

  // --- refusals

  @ParameterizedTest
  @MethodSource("fiveseal.report.OperatorLogins#strangers")
  void everything_whenAStrangerAsks_isNotFound(Login stranger) {
    assertCode(
        ErrorCode.NOT_FOUND,
        () -> ask(desk -> desk.summary(stranger, key(CompromisedKind.STORE, KEY))));
    assertCode(
        ErrorCode.NOT_FOUND,
        () ->
            ask(
                desk ->
                    desk.affected(stranger, key(CompromisedKind.STORE, KEY), Optional.empty(), 9)));
    assertThat(trail).isEmpty();
  }

  @Test
  void key_whenUnknownOrOfAnotherKind_isNotFound() {
    for (CompromisedKey wrong :
        List.of(
            key(CompromisedKind.STORE, SIGNING),
            key(CompromisedKind.SIGNING, AUTHORITY),
            key(CompromisedKind.AUTHORITY, SIGNING),
            key(CompromisedKind.AUTHORITY, KEY),
            key(CompromisedKind.CARD_MASTER, "0"),
            key(CompromisedKind.CARD_MASTER, "256"),
            key(CompromisedKind.CARD_MASTER, KEY))) {
      assertCode(ErrorCode.NOT_FOUND, () -> ask(desk -> desk.summary(OLIVIA, wrong)));
    }
  }

  @Test
  void theft_whenStillToCome_isRefused() {
    CompromisedKey tomorrow =
        new CompromisedKey(CompromisedKind.STORE, KEY, Records.START.plus(Duration.ofDays(1)));
    assertCode(ErrorCode.MESSAGE_REFUSED, () -> ask(desk -> desk.summary(OLIVIA, tomorrow)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "5.1.1", "1.1.x", "1.1.", "0.99999999999999999.1", "1.1.1.1"})
  void after_whenNotItsForm_isRefused(String after) {
    assertCode(
        ErrorCode.MESSAGE_MALFORMED,
        () ->
            ask(
                desk ->
                    desk.affected(OLIVIA, key(CompromisedKind.STORE, KEY), Optional.of(after), 9)));
  }
}

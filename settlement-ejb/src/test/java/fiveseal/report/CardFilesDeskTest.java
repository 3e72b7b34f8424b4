package fiveseal.report;

import static fiveseal.report.OperatorLogins.AUDITOR;
import static fiveseal.report.OperatorLogins.MALL;
import static fiveseal.report.OperatorLogins.OLIVIA;
import static fiveseal.report.OperatorLogins.OSCAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.CardDecision;
import fiveseal.manager.CardHistory;
import fiveseal.manager.CardLife;
import fiveseal.manager.CardOrder;
import fiveseal.manager.CardPage;
import fiveseal.manager.CardView;
import fiveseal.manager.DecisionProposal;
import fiveseal.manager.Login;
import fiveseal.manager.Tenant;
import fiveseal.manager.UpdateState;
import fiveseal.manager.WaitingDecisions;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.settlement.Records;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class CardFilesDeskTest {
  private static final String CARD = CardNumber.withCheckDigit("492900000000000").digits();
  private static Records records;

  private final List<String> done = new ArrayList<>();
  private final List<String> trail = new ArrayList<>();
  private boolean refusing;

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
    card(CARD);
  }

  private static void card(String number) {
    records.sql(
        "insert into card (card_number, currency, key_version, next_counter, balance_minor,"
            + " blocked, balance_limit, amount_limit, issued_at)"
            + " values (?, 'JPY', 1, 1, 0, false, 100000, 50000, now())",
        number);
  }

  /** What is asked of the cards' own bean, whose tests are its own. */
  private final class Life implements CardLife {
    @Override
    public CardView show(String cardNumber) {
      return new CardView(
          new CardNumber(cardNumber).masked(),
          "JPY",
          "ACTIVE",
          1,
          1,
          0,
          100_000,
          50_000,
          false,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of());
    }

    @Override
    public UpdateState order(CardOrder order, String operator) {
      done.add(operator + " " + order.kind() + " " + order.cardNumber());
      return new UpdateState("u", "REQUESTED");
    }

    @Override
    public CardDecision propose(DecisionProposal proposal, String operator) {
      done.add(operator + " proposes " + proposal.kind() + " " + proposal.cardNumber());
      return decision(proposal.kind(), operator, Optional.empty());
    }

    @Override
    public CardDecision approve(String decisionId, String operator) {
      if (refusing) {
        throw ProtocolException.refused("another operator has to approve this");
      }
      done.add(operator + " approves " + decisionId);
      return decision("REDEEM", "another", Optional.of(operator));
    }

    private CardDecision decision(String kind, String by, Optional<String> approvedBy) {
      return new CardDecision("d", kind, "••••", Optional.empty(), false, "r", by, approvedBy);
    }
  }

  /** What is recorded, in one line each. */
  private final class Trail implements AdminTrail {
    @Override
    public void record(AdminAct act) {
      String by = act.by().name();
      trail.add((by + " " + act.what() + " " + act.subject() + " " + act.detail()).strip());
    }

    @Override
    public AdminActionPage page(
        Tenant tenant, Optional<String> userName, Optional<String> after, int limit) {
      throw new UnsupportedOperationException("nothing reads it here");
    }
  }

  private <T> T ask(Function<CardFilesDesk, T> work) {
    return records.transact(
        entities -> {
          CardFilesDesk desk = new CardFilesDesk();
          desk.life = new Life();
          desk.store = new CardStore();
          desk.store.entities = entities;
          desk.trail = new CardTrail();
          desk.trail.trail = new Trail();
          return work.apply(desk);
        });
  }

  private CardPage find(String lastFour, Optional<String> after, int limit) {
    return ask(desk -> desk.find(OLIVIA, lastFour, after, limit));
  }

  /** Found, which is recorded too. */
  private String reference() {
    String found = find(CARD.substring(12), Optional.empty(), 9).cards().get(0).reference();
    assertThat(trail).endsWith("olivia card-list …" + CARD.substring(12));
    trail.clear();
    return found;
  }

  private static void assertNotFound(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  // --- search

  /** Cards that end in the same four digits. */
  private static List<String> sameEnds(int count) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; numbers.size() < count; i++) {
      String first = String.format(Locale.ROOT, "4000%08d777", i);
      String number = CardNumber.withCheckDigit(first).digits();
      if (number.endsWith("7770")) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  @Test
  void find_byLastFour_givesEachOnceByKeysetAndMasked() {
    List<String> numbers = sameEnds(5);
    numbers.forEach(CardFilesDeskTest::card);

    CardPage first = find("7770", Optional.empty(), 3);
    CardPage second = find("7770", first.next(), 3);

    assertThat(first.cards()).hasSize(3);
    assertThat(second.cards()).hasSize(2);
    assertThat(second.next()).isEmpty();
    assertThat(first.toString() + second).doesNotContain("4000").contains("••••••••••••7770");
    List<String> references = new ArrayList<>();
    first.cards().forEach(card -> references.add(card.reference()));
    second.cards().forEach(card -> references.add(card.reference()));
    assertThat(references).doesNotHaveDuplicates();
    assertThat(find("7770", Optional.empty(), 9).cards())
        .extracting(CardPage.CardRow::reference)
        .containsExactlyElementsOf(references);
  }

  @Test
  void find_whenNothingEndsSo_isEmpty() {
    assertThat(find("9999", Optional.empty(), 9).cards()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "777", "77700", "777a", "7_70", "％％％％"})
  void find_whenNotFourDigits_isRefused(String lastFour) {
    assertThatThrownBy(() -> find(lastFour, Optional.empty(), 9))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
  }

  // --- files

  @Test
  void open_whenRead_isRecorded() {
    String reference = reference();
    assertThat(trail).isEmpty();

    var file = ask(desk -> desk.open(AUDITOR, reference));

    assertThat(file.view().card()).isEqualTo(new CardNumber(CARD).masked());
    assertThat(file.accountId()).isEmpty();
    assertThat(file.owed()).isEmpty();
    assertThat(trail).containsExactly("audrey card-read " + reference);
  }

  @Test
  void open_ofAnUnknownReference_isNotFound() {
    assertNotFound(() -> ask(desk -> desk.open(OLIVIA, CARD)));
    assertNotFound(() -> ask(desk -> desk.open(OLIVIA, records.nextId())));
    assertThat(trail).isEmpty();
  }

  @Test
  void open_withWhatIsOwed_showsIt() {
    String settlement = records.settlement("a", "RECEIPTED", Records.START, Records.START);
    records.sql(
        "insert into credit (credit_id, kind, card_number, settlement_id, amount_minor, currency,"
            + " done_minor, state, created_at)"
            + " values (?, 'REFUND', ?, ?, 500, 'JPY', 200, 'DUE', now())",
        records.nextId(),
        CARD,
        settlement);
    String reference = reference();

    assertThat(ask(desk -> desk.open(OLIVIA, reference)).owed())
        .singleElement()
        .satisfies(
            owed -> {
              assertThat(owed.settlementId()).contains(settlement);
              assertThat(owed.amountMinor()).isEqualTo(500);
              assertThat(owed.doneMinor()).isEqualTo(200);
            });
    records.sql("truncate credit cascade");
  }

  @Test
  void cardOf_aSettlement_isTheSameReferenceAlways() {
    String settlement = records.settlement("a", "IN_DOUBT", Records.START, null);
    assertNotFound(() -> ask(desk -> desk.cardOf(OLIVIA, settlement)));
    records.sql("update settlement set card_number = ? where settlement_id = ?", CARD, settlement);

    String reference = ask(desk -> desk.cardOf(AUDITOR, settlement));

    assertThat(reference).isEqualTo(reference()).doesNotContain(CARD.substring(12));
    String again = ask(desk -> desk.cardOf(OLIVIA, settlement));
    assertThat(again).isEqualTo(reference);
  }

  // --- history

  private static void command(long number, String state, Optional<String> settlement) {
    String update = records.nextId();
    if (settlement.isEmpty()) {
      records.sql(
          "insert into value_update (update_id, kind, state, card_number, currency, created_at,"
              + " ordered_by) values (?, 'BLOCK', 'DONE', ?, 'JPY', now(), 'olivia')",
          update,
          CARD);
    }
    boolean decided = state.equals("DONE");
    records.sql(
        "insert into command (command_id, card_number, counter, challenge, key_version,"
            + " settlement_id, update_id, operation, amount_minor, transaction_id,"
            + " balance_before_minor, ciphertext, evidence_id, state, result, answer, issued_at,"
            + " closed_at) values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, 0, ?, 1, ?, ?, ?, now(), ?)",
        number,
        CARD,
        number,
        new byte[8],
        settlement.orElse(null),
        settlement.isPresent() ? null : update,
        settlement.isPresent() ? "DEBIT" : "BLOCK",
        settlement.isPresent() ? 1200L : 0L,
        new byte[16],
        new byte[64],
        state,
        decided ? 0 : null,
        decided ? new byte[64] : null,
        state.equals("OPEN") ? null : Records.START.atOffset(ZoneOffset.UTC));
  }

  @Test
  void history_newestFirst_tellsWhatCommandsWereFor() {
    String settlement = records.settlement("a", "ISSUED", Records.START, null);
    command(1, "DONE", Optional.empty());
    command(2, "VOID", Optional.of(settlement));
    command(3, "OPEN", Optional.of(settlement));
    String reference = reference();

    CardHistory first = ask(desk -> desk.history(AUDITOR, reference, OptionalLong.empty(), 2));
    CardHistory second = ask(desk -> desk.history(AUDITOR, reference, first.next(), 2));

    assertThat(first.events()).extracting(CardHistory.Event::number).containsExactly(3L, 2L);
    assertThat(first.events().get(0).kind()).isEqualTo("PAYMENT");
    assertThat(first.events().get(0).storeId()).contains("a");
    assertThat(first.events().get(0).closedAt()).isEmpty();
    assertThat(second.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo("BLOCK");
              assertThat(event.orderedBy()).contains("olivia");
              assertThat(event.closedAt()).hasValue(Records.START.getEpochSecond());
            });
    assertThat(second.next()).isEmpty();
    records.sql("truncate command cascade");
  }

  // --- acts

  @Test
  void acts_byAnOperator_bearTheLoginsNameAndAreRecorded() {
    String reference = reference();
    OptionalLong none = OptionalLong.empty();

    ask(desk -> desk.order(OLIVIA, reference, "BLOCK", none, none));
    ask(desk -> desk.propose(OLIVIA, reference, "REDEEM", Optional.empty(), false, "gone"));
    ask(desk -> desk.approve(OSCAR, "d"));

    assertThat(done)
        .containsExactly(
            "olivia BLOCK " + CARD, "olivia proposes REDEEM " + CARD, "oscar approves d");
    assertThat(trail)
        .containsExactly(
            "olivia card-order " + reference + " BLOCK",
            "olivia card-proposal " + reference + " REDEEM: gone",
            "oscar card-approval d");
  }

  @Test
  void acts_ofAProgram_byTheWholeNumber_areRecordedLikeThoseOfPages() {
    String reference = reference();
    OptionalLong none = OptionalLong.empty();

    assertThat(ask(desk -> desk.view(OLIVIA, CARD)).card()).endsWith(CARD.substring(12));
    ask(desk -> desk.order(OLIVIA, new CardOrder(CARD, "BLOCK", none, none)));
    ask(
        desk ->
            desk.propose(
                OLIVIA, new DecisionProposal("REDEEM", CARD, Optional.empty(), false, "gone")));

    assertThat(done).containsExactly("olivia BLOCK " + CARD, "olivia proposes REDEEM " + CARD);
    assertThat(trail)
        .containsExactly(
            "olivia card-read " + reference,
            "olivia card-order " + reference + " BLOCK",
            "olivia card-proposal " + reference + " REDEEM: gone");
    assertNotFound(() -> ask(desk -> desk.view(MALL, CARD)));
    assertNotFound(
        () -> ask(desk -> desk.order(AUDITOR, new CardOrder(CARD, "BLOCK", none, none))));
  }

  @Test
  void acts_thatAreRefused_areRecordedAsThat() {
    refusing = true;

    assertThatThrownBy(() -> ask(desk -> desk.approve(OLIVIA, "d")))
        .isInstanceOf(ProtocolException.class);

    assertThat(trail)
        .containsExactly(
            "olivia card-approval d", "olivia act-refused d card-approval: message-refused");
  }

  @Test
  void acts_byAnAuditor_areNotFound() {
    String reference = reference();
    assertRefusesActs(AUDITOR, reference);
  }

  @ParameterizedTest
  @MethodSource("fiveseal.report.OperatorLogins#strangers")
  void everything_byStrangers_isNotFound(Login stranger) {
    String reference = reference();
    assertNotFound(() -> ask(desk -> desk.find(stranger, "7770", Optional.empty(), 9)));
    assertNotFound(() -> ask(desk -> desk.open(stranger, reference)));
    assertNotFound(() -> ask(desk -> desk.cardOf(stranger, reference)));
    assertNotFound(() -> ask(desk -> desk.history(stranger, reference, OptionalLong.empty(), 9)));
    assertNotFound(() -> ask(desk -> desk.waiting(stranger, Optional.empty(), 9)));
    assertRefusesActs(stranger, reference);
  }

  private void assertRefusesActs(Login login, String reference) {
    OptionalLong none = OptionalLong.empty();
    List<Consumer<CardFilesDesk>> acts =
        List.of(
            desk -> desk.order(login, reference, "BLOCK", none, none),
            desk -> desk.propose(login, reference, "REDEEM", Optional.empty(), false, "r"),
            desk -> desk.approve(login, "d"));
    for (Consumer<CardFilesDesk> act : acts) {
      assertNotFound(
          () ->
              ask(
                  desk -> {
                    act.accept(desk);
                    return null;
                  }));
    }
    assertThat(done).isEmpty();
    assertThat(trail).isEmpty();
  }

  @Test
  void waiting_decisions_mayBeApprovedByAnotherOperatorOnly() {
    String id = records.nextId();
    String approved = records.nextId();
    for (String decision : List.of(id, approved)) {
      records.sql(
          "insert into decision (decision_id, kind, card_number, close_doubts, reason,"
              + " proposed_by, proposed_at) values (?, 'REDEEM', ?, false, 'r', 'olivia', now())",
          decision,
          CARD);
    }
    records.sql(
        "update decision set approved_by = 'oscar', approved_at = now() where decision_id = ?",
        approved);

    for (Login login : List.of(OLIVIA, OSCAR, AUDITOR)) {
      WaitingDecisions page = ask(desk -> desk.waiting(login, Optional.empty(), 9));
      assertThat(page.decisions())
          .singleElement()
          .satisfies(
              waiting -> {
                assertThat(waiting.decision().decisionId()).isEqualTo(id);
                assertThat(waiting.mayApprove()).isEqualTo(login.equals(OSCAR));
              });
      assertThat(page.toString()).doesNotContain(CARD);
    }
    records.sql("truncate decision cascade");
  }
}

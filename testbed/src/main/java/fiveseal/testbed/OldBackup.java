package fiveseal.testbed;

import static fiveseal.testbed.Course.hold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backup of the database that is older than what was promised is put back: cards and stores are
 * ahead of the manager. Nothing may be paid twice because of it; cards that are ahead stop clearly,
 * and two operators bring them back.
 */
final class OldBackup {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final RunningMall mall;
  private final List<Lane> lanes;
  private final Parties parties;
  private final FaultReport report;

  /**
   * @param lanes at least five
   */
  OldBackup(RunningMall mall, List<Lane> lanes, FaultReport report) {
    this.mall = mall;
    this.lanes = lanes.subList(0, 5);
    this.parties = lanes.get(0).parties();
    this.report = report;
  }

  /**
   * @throws Trouble saying what does not hold
   */
  void play() {
    lanes.forEach(Lane::newCard);
    lanes.forEach(Doubts::requirePays);
    Purchase remembered = purchase(0);
    remembered.upTo(Step.P3);
    Purchase forgotten = purchase(1);
    forgotten.upTo(Step.P3);
    // Its voucher is older than the backup, and used in the time that is lost.
    Loading loaded = new Loading(lanes.get(3));
    backUp();
    remembered.take(Step.P3);
    remembered.take(Step.P4);
    forgotten.beginNewSession();
    forgotten.take(Step.P2);
    forgotten.take(Step.P3);
    forgotten.take(Step.P4);
    Purchase unknown = purchase(2);
    unknown.whole();
    loaded.whole();
    putBack();

    Doubts.requirePays(lanes.get(4));
    endsByTheCardsWord(remembered);
    isNotPaidAgain(unknown);
    isNotLoadedAgain(loaded);
    provesNothing(forgotten);
    hold(
        parties.direct().operator().sumIsZero(OpenMall.CURRENCY),
        "The accounts do not add up to zero.");
    replace(forgotten.lane());
    release(unknown.lane(), unknown.amountMinor());
    release(loaded.lane(), -loaded.amountMinor());
    report.fact(
        "an old backup put back: cards that were ahead stopped, nothing was paid or loaded twice,"
            + " two operators released or replaced them; a doubt in it ended by its card's word");
  }

  private Purchase purchase(int lane) {
    return Purchase.at(lanes.get(lane).shop(), lanes.get(lane));
  }

  private Path copy() {
    return mall.folder().root().resolve("database-copy");
  }

  private void backUp() {
    mall.database().stop();
    try {
      PayaraDomain.deleteTree(copy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program("cp", "-a", mall.folder().database().toString(), copy().toString());
    mall.database().restart();
    mall.server().awaitReady();
  }

  private void putBack() {
    parties.promises().outageBegins();
    mall.server().kill();
    mall.database().stop();
    try {
      PayaraDomain.deleteTree(mall.folder().database());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program("mv", copy().toString(), mall.folder().database().toString());
    mall.database().restart();
    // What operators have to do before the first start.
    mall.server()
        .remember(
            Map.of(
                "FIVESEAL_RESTORED_AT",
                InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString()));
    mall.server().restart();
    lanes.forEach(Lane::insert);
    parties.promises().outageEnds();
  }

  private void program(String... command) {
    Program.Result result =
        Program.run(
            List.of(command), mall.folder().root(), Map.of(), mall.folder().log("backup"), LIMIT);
    hold(result.well(), String.join(" ", command) + " failed.");
  }

  /** The command is in the backup: the card tells at its next touch, and message 3 is made anew. */
  private void endsByTheCardsWord(Purchase remembered) {
    hold(Doubts.touch(remembered) == Letter.Y, remembered + " was not completed by its card.");
    // The receipt for the message 3 that nobody but the store remembers fits the new one no more.
    requireRefused("message-refused", () -> remembered.take(Step.P6));
    remembered.forgetCompletion();
    remembered.fetchCompletion();
    remembered.take(Step.P6);
    remembered.requireFinished();
    remembered.lane().requireAgreement();
  }

  /** The store has its messages 3 and 4, the manager has nothing. */
  private void isNotPaidAgain(Purchase unknown) {
    long balance = unknown.lane().holder().balance();
    requireRefused("not-found", () -> unknown.take(Step.P6));
    requireRefused("not-found", unknown::fetchCompletion);
    requireRefused("records-restored", () -> unknown.take(Step.P1));
    requireStopped(unknown.lane());
    hold(unknown.lane().holder().balance() == balance, "The card paid again.");
  }

  /** Its voucher is unused by the old records. */
  private void isNotLoadedAgain(Loading loaded) {
    requireRefused("funding-refused", () -> loaded.take(Step.U1));
    requireStopped(loaded.lane());
  }

  /**
   * A command for that counter is in the backup, but not the one that won: the manager cannot check
   * the card's answer, so the card stays in doubt.
   */
  private void provesNothing(Purchase forgotten) {
    requireRefused("answer-not-accepted", () -> forgotten.take(Step.P4));
    Purchase next = Purchase.at(forgotten.lane().shop(), forgotten.lane());
    next.take(Step.P1);
    requireRefused("counter-in-doubt", () -> next.take(Step.P2));
    requireRefused("answer-not-accepted", () -> Doubts.touch(forgotten));
  }

  /** Its way out is a successor, given what the records say by two operators. */
  private void replace(Lane lane) {
    String old = lane.holder().cardNumber();
    Holder successor = Holder.withNewCard(parties.clientSide(), lane.reader(), 0);
    decide("REPLACE", old, Optional.of(successor.cardNumber()));
    Touch.of(parties.clientSide(), successor);
    hold(
        successor.balance() == parties.books().cardBalance(successor.cardNumber())
            && successor.balance() > 0,
        "The successor did not get what the records say.");
  }

  private void decide(String kind, String card, Optional<String> successor) {
    OperatorApi first = parties.direct().operator();
    OperatorApi second =
        new OperatorApi(parties.direct().http(), mall.secrets().of(Settings.SECOND_OPERATOR_TOKEN));
    String decision = first.propose(kind, card, successor, true, "An old backup was put back");
    hold(first.approve(decision).status() != 200, "One operator alone decided about a card.");
    second.approve(decision).require(200);
  }

  /** A new payment finds the card ahead of everything that was issued to it. */
  private void requireStopped(Lane lane) {
    Purchase next = Purchase.at(lane.shop(), lane);
    next.take(Step.P1);
    requireRefused("counter-gap", () -> next.take(Step.P2));
    next.beginNewSession();
    requireRefused("card-stopped", () -> next.take(Step.P2));
    requireDiscrepancy(lane);
  }

  private void requireDiscrepancy(Lane lane) {
    hold(
        parties
                .books()
                .number(
                    "select count(*) from settlement.discrepancy where card_number = ?"
                        + " and reason = 'GAP'",
                    lane.holder().cardNumber())
            == 1,
        "The card that is ahead is not on the list of discrepancies.");
  }

  private static void requireRefused(String code, Runnable request) {
    try {
      request.run();
    } catch (Refused e) {
      hold(e.reply().code().filter(code::equals).isPresent(), e.getMessage() + " Wanted: " + code);
      return;
    }
    throw new Trouble("Nobody refused with " + code + ".");
  }

  /**
   * Two operators release the card: its own word sets counter and balance.
   *
   * @param spentMinor what the ledger has too much, negative for too little
   */
  private void release(Lane lane, long spentMinor) {
    String card = lane.holder().cardNumber();
    decide("RELEASE", card, Optional.empty());
    Touch.of(parties.clientSide(), lane.holder());
    lane.requireAgreement();
    hold(
        parties
                .books()
                .number(
                    """
                    select coalesce(sum(case when a.account_id = t.debit_account_id
                                             then t.amount_minor else -t.amount_minor end), 0)
                      from settlement.transfer t join settlement.account a
                        on a.account_id in (t.debit_account_id, t.credit_account_id)
                     where a.kind = 'CARD' and a.owner = ? and t.kind = 'DISCREPANCY'
                    """,
                    card)
            == spentMinor,
        "What the card spent or got unknown to the manager is not booked as a discrepancy.");
    Doubts.requirePays(lane);
  }
}

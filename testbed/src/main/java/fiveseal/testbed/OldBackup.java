package fiveseal.testbed;

import static fiveseal.testbed.Course.hold;

import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
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
   * @param lanes at least four
   */
  OldBackup(RunningMall mall, List<Lane> lanes, FaultReport report) {
    this.mall = mall;
    this.lanes = lanes.subList(0, 4);
    this.parties = lanes.get(0).parties();
    this.report = report;
  }

  /**
   * @throws Trouble saying what does not hold
   */
  void play() {
    lanes.forEach(Lane::newCard);
    lanes.forEach(Doubts::requirePays);
    Purchase openAtBackup = Purchase.at(lanes.get(3).shop(), lanes.get(3));
    openAtBackup.upTo(Step.P3);
    backUp();
    Purchase paid = Purchase.at(lanes.get(0).shop(), lanes.get(0));
    paid.whole();
    Purchase executed = Purchase.at(lanes.get(1).shop(), lanes.get(1));
    executed.upTo(Step.P4);
    openAtBackup.beginNewSession();
    openAtBackup.take(Step.P2);
    openAtBackup.take(Step.P3);
    openAtBackup.take(Step.P4);
    putBack();

    Doubts.requirePays(lanes.get(2));
    unknownPaymentIsNotPaidAgain(paid);
    unknownAnswerIsRefused(executed);
    cardAheadByACommandNobodyRemembers(openAtBackup);
    hold(
        parties.direct().operator().sumIsZero(OpenMall.CURRENCY),
        "The accounts do not add up to zero.");
    released(lanes.get(0), paid.amountMinor());
    released(lanes.get(1), executed.amountMinor());
    released(lanes.get(3), openAtBackup.amountMinor());
    report.fact(
        "an old backup put back: cards that were ahead stopped with counter-gap, nothing was paid"
            + " twice, two operators released them with the difference booked");
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

  /** The store has its messages 3 and 4, the manager has nothing. */
  private void unknownPaymentIsNotPaidAgain(Purchase paid) {
    long balance = paid.lane().holder().balance();
    requireRefused("not-found", () -> paid.take(Step.P6));
    requireRefused("not-found", paid::fetchCompletion);
    // The same message 1 again is new to the manager; the card is ahead and pays nothing.
    paid.take(Step.P1);
    paid.beginNewSession();
    requireRefused("counter-gap", () -> paid.take(Step.P2));
    paid.beginNewSession();
    requireRefused("card-stopped", () -> paid.take(Step.P2));
    hold(paid.lane().holder().balance() == balance, "The card paid again.");
    requireDiscrepancy(paid.lane());
  }

  /** The card debited for a settlement that does not exist any more. */
  private void unknownAnswerIsRefused(Purchase executed) {
    requireRefused("not-found", () -> executed.take(Step.P4));
    Purchase next = Purchase.at(executed.lane().shop(), executed.lane());
    next.take(Step.P1);
    requireRefused("counter-gap", () -> next.take(Step.P2));
    requireDiscrepancy(executed.lane());
  }

  /**
   * The settlement is in the backup, and so is a command for that counter; the one that won is not.
   * Message 3, which the store holds, is no receipt's subject any more.
   */
  private void cardAheadByACommandNobodyRemembers(Purchase open) {
    Signed<SettlementCompletion> held = Signed.parse(open.completion(), SettlementCompletion.class);
    hold(held.message().amount().minor() == open.amountMinor(), "Another amount was completed.");
    requireRefused("message-refused", () -> open.take(Step.P6));
    requireRefused("answer-not-accepted", () -> open.take(Step.P4));
    try {
      Touch.of(parties.clientSide(), open.lane().holder());
    } catch (Refused stopped) {
      report.fact("restore: the presentation of a card that is ahead: " + stopped.getMessage());
    }
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

  /** Two operators release the card: its own word sets counter and balance. */
  private void released(Lane lane, long missingMinor) {
    String card = lane.holder().cardNumber();
    OperatorApi first = parties.direct().operator();
    OperatorApi second =
        new OperatorApi(parties.direct().http(), mall.secrets().of(Settings.SECOND_OPERATOR_TOKEN));
    String decision =
        first.propose("RELEASE", card, Optional.empty(), true, "An old backup was put back");
    hold(first.approve(decision).status() != 200, "One operator alone released a card.");
    second.approve(decision).require(200);
    Touch.of(parties.clientSide(), lane.holder());
    lane.requireAgreement();
    hold(
        parties
                .books()
                .number(
                    "select coalesce(sum(t.amount_minor), 0) from settlement.transfer t"
                        + " join settlement.account a on a.account_id = t.debit_account_id"
                        + " where a.kind = 'CARD' and a.owner = ? and t.kind = 'DISCREPANCY'",
                    card)
            == missingMinor,
        "What the card spent unknown to the manager is not booked as a discrepancy.");
    Doubts.requirePays(lane);
  }
}

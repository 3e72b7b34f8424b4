package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Operators block, limit, replace and redeem cards; two of them where value is decided. */
class CardLifeIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);
  private final Holder holder = Holder.withNewCard(mall, "reader-6", 10_000);
  private final Presenter presenter = new Presenter(mall, holder);

  private String decide(String kind, Optional<String> successor, boolean closeDoubts) {
    String id =
        mall.operator()
            .propose(kind, holder.cardNumber(), successor, closeDoubts, "lost by its holder");
    assertThat(mall.operator().approve(id).code()).contains("message-refused");
    mall.secondOperator().approve(id).require(200);
    return id;
  }

  @Test
  void block_holdsAtOnce_reachesTheCardAtItsNextTouch_andIsTakenBack() {
    mall.operator().order(holder.cardNumber(), "BLOCK");
    assertThat(holder.issue(till.post(till.request(10)), holder.touch()).code())
        .contains("update-due");
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("BLOCK");
    assertThat(holder.touch().state()).isEqualTo(CardState.BLOCKED);
    assertThat(holder.issue(till.post(till.request(10)), holder.touch()).code())
        .contains("update-due");
    mall.operator().order(holder.cardNumber(), "UNBLOCK");
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("BLOCK", "UNBLOCK");
    assertThat(holder.pay(till.post(till.request(10))).status()).isEqualTo(200);
  }

  @Test
  void limits_areKeptByTheCard_andRefundsComeInParts() {
    String id = till.post(till.request(9000));
    holder.pay(id).require(200);
    mall.operator().orderLimits(holder.cardNumber(), 8000, 3000);
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("LIMITS");
    assertThat(holder.pay(till.post(till.request(3001))).code()).contains("card-declined");

    new Refunding(mall, till).whole(id, 9000);
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("LIMITS", "REFUND", "REFUND", "REFUND");
    assertThat(holder.balance()).isEqualTo(8000);
    mall.operator().orderLimits(holder.cardNumber(), 20_000, 20_000);
    presenter.touch();
    assertThat(holder.balance()).isEqualTo(10_000);
  }

  @Test
  void lostCard_isReplaced_itsValueFollows_andWhatItPaidBeforeIsKept() {
    String open = till.post(till.request(4000));
    Initialize shown = holder.touch();
    byte[] answer = holder.execute(Holder.commandOf(holder.issue(open, shown).require(200).body()));

    Holder next = Holder.withNewCard(mall, "reader-7", 0);
    decide("REPLACE", Optional.of(next.cardNumber()), false);
    Presenter successor = new Presenter(mall, next);
    successor.touch();
    assertThat(successor.kinds()).containsExactly("LOAD");
    assertThat(next.balance()).isEqualTo(6000);

    assertThat(holder.issue(till.post(till.request(10)), holder.touch()).code())
        .contains("card-stopped");
    assertThat(holder.answer(open, shown.counter(), answer).require(200).json().text("state"))
        .isEqualTo("COMPLETED");
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("BLOCK");
    successor.touch();
    assertThat(next.balance()).isEqualTo(6000);

    new Refunding(mall, till).whole(open, 4000);
    successor.touch();
    assertThat(next.balance()).isEqualTo(10_000);
    assertThat(mall.operator().sumIsZero(Mall.CURRENCY)).isTrue();
  }

  @Test
  void lostCard_whoseDebitWasNeverExecuted_leavesTheRestToItsSuccessorWhenItIsSeen() {
    String open = till.post(till.request(4000));
    holder.issue(open, holder.touch()).require(200);
    Holder next = Holder.withNewCard(mall, "reader-7", 0);
    decide("REPLACE", Optional.of(next.cardNumber()), false);
    Presenter successor = new Presenter(mall, next);
    successor.touch();
    assertThat(next.balance()).isEqualTo(6000);
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("BLOCK");
    successor.touch();
    assertThat(next.balance()).isEqualTo(10_000);
  }

  @Test
  void doubtsThatOperatorsClosed_areGiven_andLaterProofPostsNothing() {
    String open = till.post(till.request(4000));
    Initialize shown = holder.touch();
    byte[] answer = holder.execute(Holder.commandOf(holder.issue(open, shown).require(200).body()));
    Holder next = Holder.withNewCard(mall, "reader-7", 0);
    decide("REPLACE", Optional.of(next.cardNumber()), true);
    new Presenter(mall, next).touch();
    assertThat(next.balance()).isEqualTo(10_000);

    JsonMembers late = holder.answer(open, shown.counter(), answer).require(200).json();
    assertThat(late.text("state")).isEqualTo("REQUESTED");
    assertThat(late.has("completion")).isFalse();
    assertThat(till.completion(open).code()).contains("not-completed");
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("BLOCK");
    assertThat(mall.operator().card(holder.cardNumber()).optionalText("stopped")).isEmpty();
    assertThat(mall.operator().sumIsZero(Mall.CURRENCY)).isTrue();
  }

  @Test
  void redeemedCard_isPaidOut_andServesNoMore() {
    decide("REDEEM", Optional.empty(), false);
    assertThat(mall.operator().card(holder.cardNumber()).text("life")).isEqualTo("REDEEMED");
    assertThat(holder.issue(till.post(till.request(10)), holder.touch()).code())
        .contains("card-stopped");
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("BLOCK");
    assertThat(mall.operator().sumIsZero(Mall.CURRENCY)).isTrue();
  }

  @Test
  void decision_thatTheCardDoesNotAllow_isRefused() {
    String release =
        mall.operator()
            .propose("RELEASE", holder.cardNumber(), Optional.empty(), false, "not stopped");
    assertThat(mall.secondOperator().approve(release).code()).contains("message-refused");
    assertThat(holder.pay(till.post(till.request(10))).status()).isEqualTo(200);
    assertThat(presenter.present(holder.touch(), Map.of()).status()).isEqualTo(200);
  }
}

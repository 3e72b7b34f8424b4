package fiveseal.valueupdate;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.card.CardFacts;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DueRulesTest {
  private static final Initialize PROOF =
      new Initialize(5, 1000, 1, CardState.ACTIVE, new byte[8], new byte[16]);
  private static final CreditFacts REFUND =
      new CreditFacts("credit-1", CreditKind.REFUND, CreditState.DUE, 700);

  private static CardFacts card(
      boolean blocked, boolean blockDue, boolean stopped, boolean releasing, boolean retired) {
    return new CardFacts(
        5, 1000, 1, OptionalInt.empty(), blocked, blockDue, stopped, releasing, retired);
  }

  private static final CardFacts SERVING = card(false, false, false, false, false);

  private static UpdateFacts update(UpdateKind kind, UpdateStatus status) {
    return new UpdateFacts(kind.name(), kind, status, Optional.empty(), false, 0);
  }

  private static UpdateFacts part(UpdateStatus status, long amountMinor) {
    return new UpdateFacts(
        "part", UpdateKind.REFUND, status, Optional.of("credit-1"), false, amountMinor);
  }

  private static Optional<Due> next(
      CardFacts card, boolean wantsVoid, List<UpdateFacts> pending, List<CreditFacts> credits) {
    return DueRules.next(
        new DueRules.Standing(card, wantsVoid, pending, credits, 5000, 2000), PROOF);
  }

  @Test
  void updates_areHandedOutInTheProtocolsOrder_oneAtATime() {
    List<UpdateFacts> pending =
        new ArrayList<>(
            List.of(
                update(UpdateKind.LIMITS, UpdateStatus.REQUESTED),
                update(UpdateKind.BLOCK, UpdateStatus.ISSUED),
                update(UpdateKind.REKEY, UpdateStatus.REQUESTED)));
    List<UpdateKind> order = new ArrayList<>();
    while (!pending.isEmpty()) {
      UpdateKind kind = next(SERVING, true, pending, List.of(REFUND)).orElseThrow().kind();
      order.add(kind);
      pending.removeIf(update -> update.kind() == kind);
    }
    order.add(next(SERVING, true, pending, List.of(REFUND)).orElseThrow().kind());
    order.add(next(SERVING, false, pending, List.of(REFUND)).orElseThrow().kind());
    assertThat(order)
        .containsExactly(
            UpdateKind.REKEY,
            UpdateKind.BLOCK,
            UpdateKind.LIMITS,
            UpdateKind.VOID,
            UpdateKind.REFUND);
    assertThat(next(SERVING, false, List.of(), List.of())).isEmpty();
  }

  @Test
  void credit_isHandedOutInParts_asFarAsTheLimitsAllow() {
    CreditFacts large = new CreditFacts("credit-1", CreditKind.BALANCE, CreditState.DUE, 9000);
    Due first = next(SERVING, false, List.of(), List.of(large)).orElseThrow();
    assertThat(first.kind()).isEqualTo(UpdateKind.LOAD);
    assertThat(first.amountMinor()).isEqualTo(2000);
    Optional<Due> noRoom =
        DueRules.next(
            new DueRules.Standing(SERVING, false, List.of(), List.of(large), 1000, 2000), PROOF);
    assertThat(noRoom).isEmpty();
  }

  @Test
  void credit_thatWasOutBefore_isIssuedAgainUnderTheSameId_unlessItDoesNotFitNow() {
    CreditFacts issued = new CreditFacts("credit-1", CreditKind.REFUND, CreditState.ISSUED, 700);
    assertThat(next(SERVING, false, List.of(part(UpdateStatus.ISSUED, 700)), List.of(issued)))
        .contains(Due.again(part(UpdateStatus.ISSUED, 700)));
    CreditFacts due = new CreditFacts("credit-1", CreditKind.REFUND, CreditState.DUE, 3000);
    Due smaller =
        next(SERVING, false, List.of(part(UpdateStatus.REQUESTED, 3000)), List.of(due))
            .orElseThrow();
    assertThat(smaller.instead()).contains("part");
    assertThat(smaller.amountMinor()).isEqualTo(2000);
  }

  @Test
  void credit_thatIsOutToAnotherCard_waits() {
    CreditFacts issued = new CreditFacts("credit-1", CreditKind.REFUND, CreditState.ISSUED, 700);
    assertThat(next(SERVING, false, List.of(), List.of(issued))).isEmpty();
  }

  @Test
  void credit_waitsWhileTheCardIsBlockedOrAnUpdateIsDue() {
    assertThat(next(card(true, false, false, false, false), false, List.of(), List.of(REFUND)))
        .isEmpty();
    assertThat(next(card(false, true, false, false, false), false, List.of(), List.of(REFUND)))
        .isEmpty();
  }

  @Test
  void stoppedAndReplacedCards_getBlockAndVoidOnly() {
    for (CardFacts card :
        List.of(card(false, true, true, false, false), card(false, true, false, false, true))) {
      List<UpdateFacts> pending =
          List.of(
              update(UpdateKind.REKEY, UpdateStatus.REQUESTED),
              update(UpdateKind.UNBLOCK, UpdateStatus.REQUESTED),
              update(UpdateKind.LIMITS, UpdateStatus.REQUESTED),
              update(UpdateKind.BLOCK, UpdateStatus.REQUESTED));
      assertThat(next(card, true, pending, List.of(REFUND)).orElseThrow().kind())
          .isEqualTo(UpdateKind.BLOCK);
      assertThat(next(card, true, List.of(), List.of(REFUND)).orElseThrow().kind())
          .isEqualTo(UpdateKind.VOID);
      assertThat(next(card, false, List.of(), List.of(REFUND))).isEmpty();
    }
  }

  @Test
  void release_beginsWithItsOwnVoid_notWithAnOlderOne() {
    CardFacts releasing = card(false, false, true, true, false);
    UpdateFacts older = update(UpdateKind.VOID, UpdateStatus.ISSUED);
    assertThat(next(releasing, false, List.of(older), List.of())).contains(Due.newVoid());
    UpdateFacts own =
        new UpdateFacts("own", UpdateKind.VOID, UpdateStatus.ISSUED, Optional.empty(), true, 0);
    assertThat(next(releasing, false, List.of(older, own), List.of())).contains(Due.again(own));
  }
}

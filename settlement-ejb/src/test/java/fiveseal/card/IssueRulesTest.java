package fiveseal.card;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class IssueRulesTest {
  private static final Owner OWN = new Owner(OwnerKind.SETTLEMENT, "own");
  private static final Owner OTHER = new Owner(OwnerKind.SETTLEMENT, "other");
  private static final CardFacts CARD = card(5, false, false);

  private static CardFacts card(long nextCounter, boolean blocked, boolean stopped) {
    return new CardFacts(
        nextCounter, 1000, 1, OptionalInt.empty(), blocked, false, stopped, false, false);
  }

  private static Initialize proof(long counter, long balance, CardState state, int challenge) {
    return new Initialize(counter, balance, 1, state, challenge(challenge), new byte[16]);
  }

  private static byte[] challenge(int last) {
    byte[] challenge = new byte[8];
    challenge[7] = (byte) last;
    return challenge;
  }

  private static CommandFacts command(Owner owner, int challenge, boolean open) {
    return new CommandFacts(owner, 5, challenge(challenge), Operation.DEBIT, open, open);
  }

  private static Optional<ErrorCode> check(
      CardFacts card, List<CommandFacts> commands, boolean elsewhere, Initialize proof) {
    return IssueRules.check(card, commands, OWN, Operation.DEBIT, elsewhere, proof)
        .map(Refusal::code);
  }

  @Test
  void debit_whenCardIsAtItsNextCounter_isIssued() {
    assertThat(check(CARD, List.of(), false, proof(5, 1000, CardState.ACTIVE, 1))).isEmpty();
    assertThat(
            check(
                CARD,
                List.of(command(OTHER, 2, true), command(OWN, 3, true)),
                false,
                proof(5, 1000, CardState.ACTIVE, 1)))
        .isEmpty();
  }

  @Test
  void debit_whenCardIsStopped_isRefused() {
    assertThat(check(card(5, false, true), List.of(), false, proof(5, 1000, CardState.ACTIVE, 1)))
        .contains(ErrorCode.CARD_STOPPED);
  }

  @Test
  void debit_whenCounterIsBehind_isStale() {
    assertThat(check(CARD, List.of(), false, proof(4, 1000, CardState.ACTIVE, 1)))
        .contains(ErrorCode.STALE_COUNTER);
  }

  @Test
  void debit_whenOneAheadOfAnOpenCommand_isInDoubt() {
    assertThat(
            check(CARD, List.of(command(OTHER, 2, true)), false, proof(6, 0, CardState.ACTIVE, 1)))
        .contains(ErrorCode.COUNTER_IN_DOUBT);
  }

  @Test
  void debit_whenAheadOfAllThatWasIssued_stopsTheCard() {
    Optional<Refusal> none =
        IssueRules.check(
            CARD, List.of(), OWN, Operation.DEBIT, false, proof(6, 0, CardState.ACTIVE, 1));
    assertThat(none.map(Refusal::code)).contains(ErrorCode.COUNTER_GAP);
    assertThat(none.flatMap(Refusal::stop)).contains(StopReason.GAP);
    assertThat(
            check(CARD, List.of(command(OTHER, 2, true)), false, proof(7, 0, CardState.ACTIVE, 1)))
        .contains(ErrorCode.COUNTER_GAP);
  }

  @Test
  void debit_whenBalanceIsNotTheLedgers_stopsTheCard() {
    Optional<Refusal> refusal =
        IssueRules.check(
            CARD, List.of(), OWN, Operation.DEBIT, false, proof(5, 999, CardState.ACTIVE, 1));
    assertThat(refusal.flatMap(Refusal::stop)).contains(StopReason.MISMATCH);
  }

  @Test
  void debit_whenBoundToAnotherCard_isRefused() {
    assertThat(check(CARD, List.of(), true, proof(5, 1000, CardState.ACTIVE, 1)))
        .contains(ErrorCode.OTHER_CARD_PENDING);
  }

  @Test
  void debit_whenChallengeServesAnother_isRefused() {
    assertThat(
            check(
                CARD, List.of(command(OTHER, 1, true)), false, proof(5, 1000, CardState.ACTIVE, 1)))
        .contains(ErrorCode.CHALLENGE_USED);
  }

  @Test
  void debit_whenCardIsBlocked_waitsForAnUpdate() {
    assertThat(check(CARD, List.of(), false, proof(5, 1000, CardState.BLOCKED, 1)))
        .contains(ErrorCode.UPDATE_DUE);
    assertThat(check(card(5, true, false), List.of(), false, proof(5, 1000, CardState.ACTIVE, 1)))
        .contains(ErrorCode.UPDATE_DUE);
  }

  @Test
  void debit_whenSixteenAreOpen_isRefused_andTheSixteenthIsNot() {
    List<CommandFacts> open = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      open.add(command(OTHER, 10 + i, true));
    }
    open.add(command(OTHER, 99, false));
    assertThat(check(CARD, open, false, proof(5, 1000, CardState.ACTIVE, 1))).isEmpty();
    open.add(command(OTHER, 50, true));
    assertThat(check(CARD, open, false, proof(5, 1000, CardState.ACTIVE, 1)))
        .contains(ErrorCode.TOO_MANY_OPEN);
  }

  private static CardFacts restricted(boolean stopped, boolean releasing) {
    return new CardFacts(
        5, 1000, 1, OptionalInt.empty(), false, true, stopped, releasing, !stopped);
  }

  private static Optional<ErrorCode> check(CardFacts card, Operation operation, Initialize proof) {
    return IssueRules.check(card, List.of(), OWN, operation, false, proof).map(Refusal::code);
  }

  @Test
  void stoppedAndReplacedCards_getNothingButBlockAndVoid() {
    Initialize proof = proof(5, 1000, CardState.ACTIVE, 1);
    for (CardFacts card : List.of(restricted(true, false), restricted(false, false))) {
      for (Operation operation : Operation.values()) {
        boolean allowed = operation == Operation.BLOCK || operation == Operation.VOID;
        assertThat(check(card, operation, proof).isEmpty()).isEqualTo(allowed);
      }
    }
  }

  @Test
  void stoppedCard_atAnotherCounter_getsBlock_andAVoidOnlyWhenItIsReleased() {
    Initialize ahead = proof(9, 700, CardState.ACTIVE, 1);
    assertThat(check(restricted(true, false), Operation.BLOCK, ahead)).isEmpty();
    assertThat(check(restricted(true, false), Operation.VOID, ahead))
        .contains(ErrorCode.COUNTER_GAP);
    assertThat(check(restricted(true, true), Operation.VOID, ahead)).isEmpty();
  }

  @Test
  void whileAnUpdateIsDue_noValueMoves_butUpdatesDo() {
    Initialize proof = proof(5, 1000, CardState.ACTIVE, 1);
    CardFacts blocking =
        new CardFacts(5, 1000, 1, OptionalInt.empty(), false, true, false, false, false);
    CardFacts rekeying =
        new CardFacts(5, 1000, 1, OptionalInt.of(2), false, false, false, false, false);
    for (CardFacts card : List.of(blocking, rekeying)) {
      assertThat(check(card, Operation.DEBIT, proof)).contains(ErrorCode.UPDATE_DUE);
      assertThat(check(card, Operation.CREDIT, proof)).contains(ErrorCode.UPDATE_DUE);
      assertThat(check(card, Operation.REKEY, proof)).isEmpty();
      assertThat(check(card, Operation.VOID, proof)).isEmpty();
    }
  }

  @Test
  void sixteenOpenDebits_doNotHinderAVoid() {
    List<CommandFacts> open = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      open.add(command(OTHER, 10 + i, true));
    }
    assertThat(
            IssueRules.check(
                CARD, open, OWN, Operation.VOID, false, proof(5, 1000, CardState.ACTIVE, 1)))
        .isEmpty();
  }
}

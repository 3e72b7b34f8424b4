package fiveseal.card;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssueRulesTest {
  private static final Owner OWN = new Owner(OwnerKind.SETTLEMENT, "own");
  private static final Owner OTHER = new Owner(OwnerKind.SETTLEMENT, "other");
  private static final CardFacts CARD = new CardFacts(5, 1000, false, false);

  private static Initialize proof(long counter, long balance, CardState state, int challenge) {
    return new Initialize(counter, balance, 1, state, challenge(challenge), new byte[16]);
  }

  private static byte[] challenge(int last) {
    byte[] challenge = new byte[8];
    challenge[7] = (byte) last;
    return challenge;
  }

  private static CommandFacts command(Owner owner, int challenge, boolean open) {
    return new CommandFacts(owner, 5, challenge(challenge), Operation.DEBIT, open);
  }

  private static Optional<ErrorCode> check(
      CardFacts card, List<CommandFacts> commands, boolean elsewhere, Initialize proof) {
    return IssueRules.check(card, commands, OWN, elsewhere, proof).map(Refusal::code);
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
    assertThat(
            check(
                new CardFacts(5, 1000, false, true),
                List.of(),
                false,
                proof(5, 1000, CardState.ACTIVE, 1)))
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
        IssueRules.check(CARD, List.of(), OWN, false, proof(6, 0, CardState.ACTIVE, 1));
    assertThat(none.map(Refusal::code)).contains(ErrorCode.COUNTER_GAP);
    assertThat(none.flatMap(Refusal::stop)).contains(StopReason.GAP);
    assertThat(
            check(CARD, List.of(command(OTHER, 2, true)), false, proof(7, 0, CardState.ACTIVE, 1)))
        .contains(ErrorCode.COUNTER_GAP);
  }

  @Test
  void debit_whenBalanceIsNotTheLedgers_stopsTheCard() {
    Optional<Refusal> refusal =
        IssueRules.check(CARD, List.of(), OWN, false, proof(5, 999, CardState.ACTIVE, 1));
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
    assertThat(
            check(
                new CardFacts(5, 1000, true, false),
                List.of(),
                false,
                proof(5, 1000, CardState.ACTIVE, 1)))
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
}

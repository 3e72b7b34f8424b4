package fiveseal.card;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** May a debit or credit be issued to a card that proved itself (protocol section 3, "Issue")? */
public final class IssueRules {
  /** Open debits and credits for one counter of a card, at most. */
  static final int OPEN_PER_COUNTER_MAX = 16;

  /** At this counter the card refuses every command (protocol section 2). */
  static final long COUNTER_END = 0x7FFF_FFFFL;

  private IssueRules() {}

  /**
   * @param ofCounter all commands issued for the card's next counter
   * @param boundElsewhere whether the owner has open commands on another card
   * @return empty if the command may be issued
   */
  public static Optional<Refusal> check(
      CardFacts card,
      List<CommandFacts> ofCounter,
      Owner owner,
      boolean boundElsewhere,
      Initialize proof) {
    if (card.stopped()) {
      return refuse(ErrorCode.CARD_STOPPED, "the card is stopped");
    }
    if (proof.counter() != card.nextCounter()) {
      return Optional.of(otherCounter(card, ofCounter, proof));
    }
    if (proof.counter() >= COUNTER_END) {
      return refuse(ErrorCode.CARD_STOPPED, "the card's counter has come to its end");
    }
    if (proof.balance() != card.balanceMinor()) {
      return Optional.of(
          Refusal.stopping(
              StopReason.MISMATCH,
              ErrorCode.CARD_STOPPED,
              "the card's balance is not the ledger's"));
    }
    if (boundElsewhere) {
      return refuse(ErrorCode.OTHER_CARD_PENDING, "a command for another card is open");
    }
    if (card.blocked() || proof.state() == CardState.BLOCKED) {
      return refuse(ErrorCode.UPDATE_DUE, "the card is blocked");
    }
    if (ofCounter.stream()
        .anyMatch(
            command ->
                Arrays.equals(command.challenge(), proof.challenge())
                    && !command.owner().equals(owner))) {
      return refuse(ErrorCode.CHALLENGE_USED, "another command answers this challenge");
    }
    long open =
        ofCounter.stream()
            .filter(command -> command.open() && command.operation().movesValue())
            .count();
    if (open >= OPEN_PER_COUNTER_MAX) {
      return refuse(ErrorCode.TOO_MANY_OPEN, OPEN_PER_COUNTER_MAX + " commands are open");
    }
    return Optional.empty();
  }

  private static Refusal otherCounter(
      CardFacts card, List<CommandFacts> ofCounter, Initialize proof) {
    if (proof.counter() < card.nextCounter()) {
      return Refusal.of(
          ErrorCode.STALE_COUNTER, "the card, or a copy of it, is behind its own answers");
    }
    boolean oneAhead = proof.counter() == card.nextCounter() + 1;
    if (oneAhead && ofCounter.stream().anyMatch(CommandFacts::open)) {
      return Refusal.of(
          ErrorCode.COUNTER_IN_DOUBT, "the answer to the command before is still wanted");
    }
    return Refusal.stopping(
        StopReason.GAP, ErrorCode.COUNTER_GAP, "the card is ahead of all that was issued to it");
  }

  private static Optional<Refusal> refuse(ErrorCode code, String detail) {
    return Optional.of(Refusal.of(code, detail));
  }
}

package fiveseal.card;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** May a command be issued to a card that proved itself (protocol section 3, "Issue")? */
public final class IssueRules {
  /** Open debits and credits for one counter of a card, at most. */
  public static final int OPEN_PER_COUNTER_MAX = 16;

  /** At this counter the card refuses every command (protocol section 2). */
  static final long COUNTER_END = 0x7FFF_FFFFL;

  private IssueRules() {}

  /**
   * @param ofCounter all commands issued for the counter that the card shows, and for its next one
   * @param boundElsewhere whether the owner has open commands on another card
   * @return empty if the command may be issued
   */
  public static Optional<Refusal> check(
      CardFacts card,
      List<CommandFacts> ofCounter,
      Owner owner,
      Operation operation,
      boolean boundElsewhere,
      Initialize proof) {
    if (card.isRestricted() && operation != Operation.BLOCK && operation != Operation.VOID) {
      return refuse(
          ErrorCode.CARD_STOPPED, card.stopped() ? "the card is stopped" : "the card is replaced");
    }
    Optional<Refusal> standing =
        isAtAnyCounter(card, operation) ? Optional.empty() : standing(card, ofCounter, proof);
    if (standing.isPresent()) {
      return standing;
    }
    if (proof.counter() >= COUNTER_END) {
      return refuse(ErrorCode.CARD_STOPPED, "the card's counter has come to its end");
    }
    if (proof.keyVersion() != card.keyVersion() && !isAtAnyCounter(card, operation)) {
      return refuse(ErrorCode.KEY_VERSION, "the card last proved another key version");
    }
    if (boundElsewhere) {
      return refuse(ErrorCode.OTHER_CARD_PENDING, "a command for another card is open");
    }
    if (operation.movesValue()) {
      if (card.isUpdateDue()) {
        return refuse(ErrorCode.UPDATE_DUE, "the card must take an update first");
      }
      if (card.blocked() || proof.state() == CardState.BLOCKED) {
        return refuse(ErrorCode.UPDATE_DUE, "the card is blocked");
      }
    }
    if (isUsedByAnother(ofCounter, owner, proof)) {
      return refuse(ErrorCode.CHALLENGE_USED, "another command answers this challenge");
    }
    if (operation.movesValue() && openValues(card, ofCounter) >= OPEN_PER_COUNTER_MAX) {
      return refuse(ErrorCode.TOO_MANY_OPEN, OPEN_PER_COUNTER_MAX + " commands are open");
    }
    return Optional.empty();
  }

  /**
   * A stopped card is blocked at whatever counter and under whatever key it proves, and its release
   * begins there.
   */
  private static boolean isAtAnyCounter(CardFacts card, Operation operation) {
    return card.stopped()
        && (operation == Operation.BLOCK || (operation == Operation.VOID && card.releasing()));
  }

  /**
   * Whether the card stands where the record says: at the expected counter, with the expected
   * balance.
   *
   * @param commands of the card's next counter at least
   * @return empty if it does
   */
  public static Optional<Refusal> standing(
      CardFacts card, List<CommandFacts> commands, Initialize proof) {
    if (proof.counter() != card.nextCounter()) {
      return Optional.of(otherCounter(card, commands, proof));
    }
    if (!card.stopped() && proof.balance() != card.balanceMinor()) {
      return Optional.of(
          Refusal.stopping(
              StopReason.MISMATCH,
              ErrorCode.CARD_STOPPED,
              "the card's balance is not the ledger's"));
    }
    return Optional.empty();
  }

  private static Refusal otherCounter(
      CardFacts card, List<CommandFacts> commands, Initialize proof) {
    if (proof.counter() < card.nextCounter()) {
      return Refusal.of(
          ErrorCode.STALE_COUNTER, "the card, or a copy of it, is behind its own answers");
    }
    boolean oneAhead = proof.counter() == card.nextCounter() + 1;
    if (oneAhead
        && commands.stream()
            .anyMatch(command -> command.awaited() && command.counter() == card.nextCounter())) {
      return Refusal.of(
          ErrorCode.COUNTER_IN_DOUBT, "the answer to the command before is still wanted");
    }
    return Refusal.stopping(
        StopReason.GAP, ErrorCode.COUNTER_GAP, "the card is ahead of all that was issued to it");
  }

  private static boolean isUsedByAnother(
      List<CommandFacts> ofCounter, Owner owner, Initialize proof) {
    return ofCounter.stream()
        .anyMatch(
            command ->
                command.counter() == proof.counter()
                    && Arrays.equals(command.challenge(), proof.challenge())
                    && !command.owner().equals(owner));
  }

  /** How many debits and credits are open for the card's next counter. */
  public static long openValues(CardFacts card, List<CommandFacts> commands) {
    return commands.stream()
        .filter(command -> command.counter() == card.nextCounter())
        .filter(command -> command.open() && command.operation().movesValue())
        .count();
  }

  private static Optional<Refusal> refuse(ErrorCode code, String detail) {
    return Optional.of(Refusal.of(code, detail));
  }
}

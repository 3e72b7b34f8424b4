package fiveseal.valueupdate;

import fiveseal.card.CardFacts;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which message 5 a presented card gets next (protocol section 3, "Presentations"): REKEY, BLOCK or
 * UNBLOCK, LIMITS, VOID, then what is owed to it as far as balance, limits and state allow.
 */
final class DueRules {
  private static final List<Set<UpdateKind>> ORDER =
      List.of(
          Set.of(UpdateKind.REKEY),
          Set.of(UpdateKind.BLOCK, UpdateKind.UNBLOCK),
          Set.of(UpdateKind.LIMITS));
  private static final Set<UpdateKind> OF_RESTRICTED = Set.of(UpdateKind.BLOCK);

  /**
   * All that is known of the card.
   *
   * @param wantsVoid whether an open command of the expected counter shall be voided
   * @param pending updates that wait or are out, oldest first
   * @param credits what is owed to it, oldest first
   * @param balanceLimit minor units
   * @param amountLimit minor units
   */
  record Standing(
      CardFacts card,
      boolean wantsVoid,
      List<UpdateFacts> pending,
      List<CreditFacts> credits,
      long balanceLimit,
      long amountLimit) {}

  private DueRules() {}

  /**
   * @return empty if nothing is due now
   */
  static Optional<Due> next(Standing standing, Initialize proof) {
    CardFacts card = standing.card();
    if (card.releasing()) {
      return Optional.of(voidOf(standing, true));
    }
    Optional<Due> ordered = ordered(standing);
    if (ordered.isPresent()) {
      return ordered;
    }
    if (standing.wantsVoid() && proof.counter() == card.nextCounter()) {
      return Optional.of(voidOf(standing, false));
    }
    boolean blocked = card.blocked() || proof.state() == CardState.BLOCKED;
    if (card.isRestricted() || card.isUpdateDue() || blocked) {
      return Optional.empty();
    }
    return standing.credits().stream()
        .flatMap(credit -> part(standing, credit, proof).stream())
        .findFirst();
  }

  private static Optional<Due> ordered(Standing standing) {
    for (Set<UpdateKind> kinds : ORDER) {
      if (kinds.contains(UpdateKind.LIMITS) && standing.card().blocked()) {
        // It would decline them.
        continue;
      }
      Optional<Due> due =
          standing.pending().stream()
              .filter(update -> kinds.contains(update.kind()) && update.isIssuable())
              .filter(
                  update ->
                      !standing.card().isRestricted() || OF_RESTRICTED.contains(update.kind()))
              .findFirst()
              .map(Due::again);
      if (due.isPresent()) {
        return due;
      }
    }
    return Optional.empty();
  }

  private static Due voidOf(Standing standing, boolean releasing) {
    return standing.pending().stream()
        .filter(update -> update.kind() == UpdateKind.VOID && update.isIssuable())
        .filter(update -> update.releasing() == releasing)
        .findFirst()
        .map(Due::again)
        .orElse(Due.newVoid());
  }

  /** The part of a credit that fits, by the update that was made for it before if that fits. */
  private static Optional<Due> part(Standing standing, CreditFacts credit, Initialize proof) {
    long room = Math.min(standing.amountLimit(), standing.balanceLimit() - proof.balance());
    Optional<UpdateFacts> before =
        standing.pending().stream()
            .filter(update -> update.creditId().filter(credit.id()::equals).isPresent())
            .findFirst();
    if (before.isPresent()) {
      UpdateFacts update = before.get();
      if (!update.isIssuable()) {
        return Optional.empty();
      }
      if (update.amountMinor() <= room) {
        return Optional.of(Due.again(update));
      }
      if (update.status() != UpdateStatus.REQUESTED) {
        return Optional.empty();
      }
    } else if (credit.state() != CreditState.DUE) {
      // It is out to the card that this one replaces.
      return Optional.empty();
    }
    long amount = Math.min(credit.remainingMinor(), room);
    return amount < 1
        ? Optional.empty()
        : Optional.of(Due.part(credit, amount, before.map(UpdateFacts::id)));
  }
}

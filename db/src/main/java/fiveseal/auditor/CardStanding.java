package fiveseal.auditor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Check 2 for what is not value: whether a card serves, and why it does not. */
final class CardStanding {
  private final Findings findings;

  CardStanding(Findings findings) {
    this.findings = findings;
  }

  /** The decisions by which two operators released the card. */
  static Set<String> releases(List<DecisionRow> decisions) {
    return decisions.stream()
        .filter(each -> each.kind().equals("RELEASE") && each.holds())
        .map(DecisionRow::id)
        .collect(Collectors.toSet());
  }

  /**
   * @param releasedAt when the card's answer carried out its last release
   */
  void check(
      CardRow card,
      List<DecisionRow> decisions,
      List<DiscrepancyRow> seen,
      Optional<Instant> releasedAt) {
    checkLife(card, decisions);
    Set<String> releases = releases(decisions);
    require(
        card.stoppedBecause()
            .map(reason -> seen.stream().anyMatch(each -> each.reason().equals(reason)))
            .orElse(true),
        card,
        "it is stopped and nothing is recorded that contradicts");
    require(
        releases.isEmpty() || !seen.isEmpty(),
        card,
        "it was released and nothing is recorded that contradicts");
    require(
        card.stoppedBecause().isPresent() || wasReleasedSince(releasedAt, seen),
        card,
        "its word contradicted the record, and it is neither stopped nor was released");
    require(
        card.releaseDecisionId().map(releases::contains).orElse(true),
        card,
        "no two operators have decided to release it");
  }

  /** The last decision that holds tells whether the card still lives. */
  private void checkLife(CardRow card, List<DecisionRow> decisions) {
    Optional<DecisionRow> last =
        decisions.stream()
            .filter(each -> each.holds() && !each.kind().equals("RELEASE"))
            .reduce((earlier, later) -> later);
    String life =
        last.map(each -> each.kind().equals("REPLACE") ? "REPLACED" : "REDEEMED").orElse("ACTIVE");
    require(card.life().equals(life), card, "it is " + card.life() + ", as decided " + life);
    require(
        card.successor().equals(last.flatMap(DecisionRow::successor)),
        card,
        "its successor is not the one that was decided");
  }

  private static boolean wasReleasedSince(Optional<Instant> releasedAt, List<DiscrepancyRow> seen) {
    Optional<Instant> contradicted =
        seen.stream().map(DiscrepancyRow::seenAt).max(Instant::compareTo);
    return contradicted.isEmpty()
        || releasedAt.map(time -> Times.follows(time, contradicted.get())).orElse(false);
  }

  private void require(boolean holds, CardRow card, String what) {
    findings.require(holds, Check.CARDS, card.name(), what);
  }
}

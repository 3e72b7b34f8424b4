package fiveseal.manager;

import java.util.Optional;

/**
 * A decision about a card.
 *
 * @param card masked
 * @param successor masked
 * @param approvedBy empty while it is proposed only
 */
public record CardDecision(
    String decisionId,
    String kind,
    String card,
    Optional<String> successor,
    boolean closeDoubts,
    String reason,
    String proposedBy,
    Optional<String> approvedBy) {

  /** Whether an operator of that name may be the second one. */
  public boolean mayBeApprovedBy(String operator) {
    return approvedBy.isEmpty() && OperatorName.areTwoPeople(proposedBy, operator);
  }
}

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

  /**
   * Whether two operators' names are certainly two people's. The bearer of a token that belongs to
   * no login may be anybody with a login; the two tokens are given to two people.
   */
  public static boolean areTwoPeople(String one, String other) {
    return !one.equals(other) && one.startsWith(CardLife.TOKEN) == other.startsWith(CardLife.TOKEN);
  }

  /** Whether an operator of that name may be the second one. */
  public boolean mayBeApprovedBy(String operator) {
    return approvedBy.isEmpty() && areTwoPeople(proposedBy, operator);
  }
}

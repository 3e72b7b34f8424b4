package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of decisions that wait for a second operator, oldest first.
 *
 * @param next the {@code after} of the following page, empty on the last
 */
public record WaitingDecisions(List<Waiting> decisions, Optional<String> next) {

  /**
   * One of them.
   *
   * @param reference the card's
   * @param mayApprove whether the login that asks is certainly another person's than the proposer's
   *     and may act
   * @param proposedAt seconds UTC
   */
  public record Waiting(
      CardDecision decision, String reference, boolean mayApprove, long proposedAt) {}
}

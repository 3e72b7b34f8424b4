package fiveseal.manager;

import jakarta.ejb.Local;

/**
 * What operators do with cards. Everything refused is a {@link
 * fiveseal.protocol.ProtocolException}.
 */
@Local
public interface CardLife {
  /**
   * @throws fiveseal.protocol.ProtocolException {@code not-found} for an unknown number
   */
  CardView show(String cardNumber);

  /** Orders a BLOCK, UNBLOCK, LIMITS or REKEY, due at the card's next presentation. */
  UpdateState order(CardOrder order, String operator);

  /**
   * Proposes a decision; nothing happens yet.
   *
   * @param operator as in {@link OperatorName}
   */
  CardDecision propose(DecisionProposal proposal, String operator);

  /**
   * Approves a decision, which holds from now on; approving it again changes nothing.
   *
   * @param operator as in {@link #propose}
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} by its own proposer, by one
   *     who may be its proposer, or if the card has changed so that the decision cannot be carried
   *     out
   */
  CardDecision approve(String decisionId, String operator);
}

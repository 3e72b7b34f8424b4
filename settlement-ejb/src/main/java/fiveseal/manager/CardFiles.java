package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operator's card files, by references that may stand in addresses where card numbers may not.
 * Whose login is not the operator's, or who may not change anything and wants to, is told {@code
 * not-found}, as for a card that does not exist. Every list, every opened file and every act is
 * recorded in the trail.
 */
@Local
public interface CardFiles {

  /**
   * The cards whose numbers end in four digits, by keyset.
   *
   * @param after the reference of a card: only those behind it
   * @param limit 1 … 200
   * @throws fiveseal.protocol.ProtocolException {@code message-malformed} if these are not four
   *     digits
   */
  CardPage find(Login login, String lastFour, Optional<String> after, int limit);

  /** Everything about a card. */
  CardFile open(Login login, String reference);

  /**
   * What {@link CardLife#show} shows, by a card's whole number, for the operator's programs.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found} for an unknown number
   */
  CardView view(Login login, String cardNumber);

  /** What {@link CardLife#order} orders, by a card's whole number. */
  UpdateState order(Login login, CardOrder order);

  /** What {@link CardLife#propose} proposes, by a card's whole number. */
  CardDecision propose(Login login, DecisionProposal proposal);

  /** The reference of the card that a settlement or value update is bound to. */
  String cardOf(Login login, String subjectId);

  /**
   * A card's commands, newest first, by keyset.
   *
   * @param before the number of a command: only older ones
   * @param limit 1 … 200
   */
  CardHistory history(Login login, String reference, OptionalLong before, int limit);

  /**
   * Orders a BLOCK, UNBLOCK, LIMITS or REKEY, due at the card's next presentation.
   *
   * @param balanceLimitMinor minor units, for LIMITS only
   * @param amountLimitMinor minor units of one debit or credit, for LIMITS only
   */
  UpdateState order(
      Login login,
      String reference,
      String kind,
      OptionalLong balanceLimitMinor,
      OptionalLong amountLimitMinor);

  /**
   * Proposes a REPLACE, RELEASE or REDEEM; nothing happens yet.
   *
   * @param successor the whole number of the card that takes this one's place, for REPLACE only
   * @param closeDoubts give what is in doubt too
   * @param reason 1 … 200 characters
   */
  CardDecision propose(
      Login login,
      String reference,
      String kind,
      Optional<String> successor,
      boolean closeDoubts,
      String reason);

  /**
   * Approves a decision, which holds from now on.
   *
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} by its own proposer, or if
   *     the card has changed so that the decision cannot be carried out
   */
  CardDecision approve(Login login, String decisionId);

  /**
   * The decisions that wait for a second operator, oldest first, by keyset.
   *
   * @param after the id of a decision: only those behind it
   * @param limit 1 … 200
   */
  WaitingDecisions waiting(Login login, Optional<String> after, int limit);
}

package fiveseal.manager;

import fiveseal.protocol.ProtocolException;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator proposes to decide about a card; a second operator has to approve it.
 *
 * @param kind {@code REPLACE} (a lost or stopped card), {@code RELEASE} (a stopped card, unless
 *     cloned) or {@code REDEEM} (pay the remaining value out)
 * @param successor the card that takes its place, for REPLACE only
 * @param closeDoubts give what is in doubt too: its commands count as not executed, and later proof
 *     posts nothing
 * @param reason 1 … 200 characters
 */
public record DecisionProposal(
    String kind,
    String cardNumber,
    Optional<String> successor,
    boolean closeDoubts,
    String reason) {
  private static final String REPLACE = "REPLACE";
  private static final Set<String> KINDS = Set.of(REPLACE, "RELEASE", "REDEEM");
  private static final int REASON_CODE_POINTS_MAX = 200;

  /**
   * @throws ProtocolException {@code message-refused} for another kind or a successor that does not
   *     belong to it, {@code message-malformed} for a reason that is none or too long
   */
  public DecisionProposal {
    if (!KINDS.contains(kind)) {
      throw ProtocolException.refused("kind is none of REPLACE, RELEASE, REDEEM");
    }
    if (successor.isPresent() != kind.equals(REPLACE)) {
      throw ProtocolException.refused("a successor belongs to REPLACE, and to no other kind");
    }
    if (successor.equals(Optional.of(cardNumber))) {
      throw ProtocolException.refused("a card is not its own successor");
    }
    if (reason.isBlank() || reason.codePointCount(0, reason.length()) > REASON_CODE_POINTS_MAX) {
      throw ProtocolException.malformed("reason has not 1 … 200 characters");
    }
  }
}

package fiveseal.operator;

import fiveseal.manager.CardOrder;
import fiveseal.manager.DecisionProposal;
import fiveseal.protocol.Amount;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads what operators want with cards. Card numbers stand in bodies only, so that no log of
 * addresses ever holds one.
 */
final class CardBodies {
  private static final Set<String> ORDERS = Set.of("BLOCK", "UNBLOCK", "LIMITS", "REKEY");
  private static final Set<String> DECISIONS = Set.of("REPLACE", "RELEASE", "REDEEM");
  private static final String LIMITS = "LIMITS";
  private static final String REPLACE = "REPLACE";
  private static final int REASON_CODE_POINTS_MAX = 200;

  private CardBodies() {}

  /** The body {@code {cardNumber}}: 16 digits. */
  static String cardNumber(byte[] body) {
    JsonMembers request = Json.body(body);
    String number = number(request, "cardNumber");
    request.end();
    return number;
  }

  /**
   * @throws ProtocolException {@code message-malformed} for the form, {@code message-refused} for
   *     an unknown kind or limits that do not belong to it
   */
  static CardOrder order(byte[] body) {
    JsonMembers request = Json.body(body);
    String number = number(request, "cardNumber");
    String kind = request.text("kind");
    OptionalLong balanceLimit = limit(request, "balanceLimit");
    OptionalLong amountLimit = limit(request, "amountLimit");
    request.end();
    requireOneOf(ORDERS, kind);
    if (balanceLimit.isPresent() != kind.equals(LIMITS)
        || amountLimit.isPresent() != kind.equals(LIMITS)) {
      throw ProtocolException.refused("both limits belong to LIMITS, and to no other kind");
    }
    return new CardOrder(number, kind, balanceLimit, amountLimit);
  }

  /**
   * @throws ProtocolException {@code message-malformed} for the form, {@code message-refused} for
   *     an unknown kind or a successor that does not belong to it
   */
  static DecisionProposal proposal(byte[] body) {
    JsonMembers request = Json.body(body);
    String kind = request.text("kind");
    String number = number(request, "cardNumber");
    Optional<String> successor =
        request.has("successor") ? Optional.of(number(request, "successor")) : Optional.empty();
    boolean closeDoubts = request.flag("closeDoubts");
    String reason = reason(request.text("reason"));
    request.end();
    requireOneOf(DECISIONS, kind);
    if (successor.isPresent() != kind.equals(REPLACE)) {
      throw ProtocolException.refused("a successor belongs to REPLACE, and to no other kind");
    }
    if (successor.equals(Optional.of(number))) {
      throw ProtocolException.refused("a card cannot be its own successor");
    }
    return new DecisionProposal(kind, number, successor, closeDoubts, reason);
  }

  private static String number(JsonMembers request, String name) {
    return new CardNumber(request.text(name)).digits();
  }

  /** Minor units, 0 … 2147483647. */
  private static OptionalLong limit(JsonMembers request, String name) {
    if (!request.has(name)) {
      return OptionalLong.empty();
    }
    long limit = request.integer(name);
    if (limit > Amount.MAX_MINOR) {
      throw ProtocolException.refused(name + " exceeds " + Amount.MAX_MINOR);
    }
    return OptionalLong.of(limit);
  }

  private static String reason(String text) {
    int length = text.codePointCount(0, text.length());
    if (length < 1
        || length > REASON_CODE_POINTS_MAX
        || text.codePoints().anyMatch(c -> Character.getType(c) == Character.CONTROL)) {
      throw ProtocolException.malformed("reason has not 1 … 200 printable characters");
    }
    return text;
  }

  private static void requireOneOf(Set<String> kinds, String kind) {
    if (!kinds.contains(kind)) {
      throw ProtocolException.refused("kind is none that an operator may ask for here");
    }
  }
}

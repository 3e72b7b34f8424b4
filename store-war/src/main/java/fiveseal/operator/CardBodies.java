package fiveseal.operator;

import fiveseal.manager.CardOrder;
import fiveseal.manager.DecisionProposal;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what operators want with cards. Card numbers stand in bodies only, so that no log of
 * addresses ever holds one.
 */
final class CardBodies {
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
    return new DecisionProposal(kind, number, successor, closeDoubts, reason);
  }

  private static String number(JsonMembers request, String name) {
    return new CardNumber(request.text(name)).digits();
  }

  private static OptionalLong limit(JsonMembers request, String name) {
    return request.has(name) ? OptionalLong.of(request.integer(name)) : OptionalLong.empty();
  }

  private static String reason(String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.CONTROL)) {
      throw ProtocolException.malformed("reason has a control character");
    }
    return text;
  }
}

package fiveseal.clientdevice;

import fiveseal.clientdevice.agent.CommandCheck;
import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.Json;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.card.CardIdentity;
import fiveseal.protocol.card.ExecuteCommand;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.jws.MessageType;
import fiveseal.protocol.jws.Signed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The agent's own look at messages 2 and 5: the same checks, with the same pins, as if this device
 * had asked for them, and what the holder is asked is told by them and never by the page. Keys are
 * fetched for each: an agent runs for days, and keys are revoked meanwhile.
 */
final class MessageProof implements CommandCheck {
  private final PinFile pins;
  private final KeySource source;
  private final InstantSource clock;
  private final Consumer<String> notices;

  /**
   * @param notices takes one sentence whenever something is pinned
   */
  MessageProof(PinFile pins, KeySource source, InstantSource clock, Consumer<String> notices) {
    this.pins = pins;
    this.source = source;
    this.clock = clock;
    this.notices = notices;
  }

  @Override
  public synchronized Proven prove(String message, CardIdentity identity, Initialize session) {
    try {
      PresentedCard card =
          new PresentedCard(
              identity
                  .cardNumber()
                  .orElseThrow(() -> ProtocolException.refused("this card is not personalized")),
              identity,
              session);
      PinnedKeys keys = new PinnedKeys(pins, source, notices, clock);
      return isUpdate(message) ? update(message, card, keys) : payment(message, card, keys);
    } catch (DeviceException e) {
      throw new ProtocolException(code(e.outcome()), e.getMessage());
    }
  }

  private static boolean isUpdate(String message) {
    int end = Math.max(0, message.indexOf('.'));
    String typ = Json.object(Base64Url.decode(message.substring(0, end))).text("typ");
    return typ.equals(MessageType.of(ValueUpdate.class).typ());
  }

  /** Message 2, and message 1 inside it, which tells what for. */
  private Proven payment(String message2, PresentedCard card, PinnedKeys keys) {
    PaymentCheck check = new PaymentCheck(keys, clock);
    SettlementInformation claimed = Signed.parse(message2, SettlementInformation.class).message();
    Signed<SettlementRequest> request = check.request(claimed.request());
    Signed<SettlementInformation> proven = check.information(message2, Optional.empty(), request);
    return new Proven(execute(proven.message().command()), question(request.message(), card));
  }

  private Proven update(String message5, PresentedCard card, PinnedKeys keys) {
    ValueUpdate update = new UpdateCheck(keys, clock).due(message5, card).message();
    return new Proven(execute(update.command()), question(update, card));
  }

  private static ExecuteCommand execute(String command) {
    return new ExecuteCommand(new CheckedCommand(command).bytes());
  }

  private static List<String> question(SettlementRequest request, PresentedCard card) {
    IsoCurrency currency = request.amount().currency();
    List<String> lines = new ArrayList<>();
    lines.add("Pay " + AmountText.of(request.amount()) + " to " + request.iss() + "?");
    lines.add("for     " + request.description());
    for (RequestLine line : request.lines()) {
      lines.add(
          "  "
              + line.store()
              + "  "
              + line.description()
              + "  "
              + AmountText.of(line.amountMinor(), currency));
    }
    return printable(lines, card);
  }

  private static List<String> question(ValueUpdate update, PresentedCard card) {
    String amount =
        update.amountMinor().isPresent()
            ? AmountText.of(new Amount(update.amountMinor().getAsLong(), update.currency()))
            : "";
    List<String> lines = new ArrayList<>();
    lines.add(
        switch (update.kind()) {
          case LOAD -> "Load " + amount + " onto this card?";
          case REFUND -> "Take back " + amount + " onto this card?";
          case VOID -> "End what is open with this card? Nothing is debited.";
          case LIMITS -> "Set this card's new limits, as its operator ordered?";
          case REKEY -> "Give this card a new key, as its operator ordered?";
          case BLOCK -> "Block this card, as its operator ordered?";
          case UNBLOCK -> "Unblock this card, as its operator ordered?";
        });
    return printable(lines, card);
  }

  private static List<String> printable(List<String> lines, PresentedCard card) {
    lines.add(
        card.label() + ", balance " + AmountText.of(card.initialize().balance(), card.currency()));
    return lines.stream().map(Screen::printable).toList();
  }

  private static ErrorCode code(Outcome outcome) {
    return switch (outcome) {
      case KEY_CHANGED -> ErrorCode.SIGNATURE_REFUSED;
      case REFUSED -> ErrorCode.MESSAGE_REFUSED;
      case SERVER, UNREACHABLE -> ErrorCode.UNAVAILABLE;
      default -> ErrorCode.INTERNAL;
    };
  }
}

package fiveseal.clientdevice;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.jws.Signed;
import java.util.Optional;
import java.util.Set;

/**
 * The receiving part of the client device (claim 24): takes messages 2 and 5 and lets their
 * commands pass only after every check.
 */
public final class MessageReceiver {
  private final ClientApi api;
  private final PaymentCheck payments;
  private final UpdateCheck updates;

  MessageReceiver(ClientApi api, PaymentCheck payments, UpdateCheck updates) {
    this.api = api;
    this.payments = payments;
    this.updates = updates;
  }

  /** A message that passed, and its command. */
  record Received<T extends fiveseal.protocol.Message>(Signed<T> message, CheckedCommand command) {}

  /**
   * Message 2.
   *
   * @param settlementId empty: message 1 is relayed by this device
   * @throws DeviceException {@link Outcome#REFUSED} if it is not what was asked for
   */
  Received<SettlementInformation> information(
      Optional<String> settlementId, Signed<SettlementRequest> shown, PresentedCard card) {
    String message2 =
        settlementId
            .map(id -> api.information(id, card))
            .orElseGet(() -> api.informationFor(shown.compact(), card));
    try {
      Signed<SettlementInformation> checked = payments.information(message2, settlementId, shown);
      return new Received<>(checked, new CheckedCommand(checked.message().command()));
    } catch (ProtocolException e) {
      throw refused(2, e);
    }
  }

  /**
   * Message 5 for a load.
   *
   * @throws DeviceException {@link Outcome#REFUSED} if it is not what was asked for
   */
  Received<ValueUpdate> load(LoadOrder order, PresentedCard card) {
    String message5 = api.load(order, card);
    try {
      Signed<ValueUpdate> checked = updates.load(message5, order);
      return new Received<>(checked, new CheckedCommand(checked.message().command()));
    } catch (ProtocolException e) {
      throw refused(5, e);
    }
  }

  /**
   * Message 5 that came with a presentation; whoever calls shows it to the holder first.
   *
   * @param done the updates that the card has answered in this presentation: none of them comes
   *     twice
   * @throws DeviceException {@link Outcome#REFUSED} if its seal is wrong, or it is not what may be
   *     due
   */
  Received<ValueUpdate> due(String message5, PresentedCard card, Set<String> done) {
    try {
      Signed<ValueUpdate> checked = updates.due(message5, card);
      if (done.contains(checked.message().updateId())) {
        throw ProtocolException.refused("the card has taken this update already");
      }
      return new Received<>(checked, new CheckedCommand(checked.message().command()));
    } catch (ProtocolException e) {
      throw refused(5, e);
    }
  }

  private static DeviceException refused(int number, ProtocolException reason) {
    return new DeviceException(
        Outcome.REFUSED,
        "Message "
            + number
            + " is refused ("
            + reason.detail()
            + "): nothing was given to the card; tell the operator.",
        reason);
  }
}

package fiveseal.clientdevice;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The end of a payment, now or in a later run: the card's answer goes to the manager, message 3
 * comes back, message 4 is waited for; what holds is kept and shown.
 */
final class PaymentEnd {
  private static final String NOT_DONE = "was not debited; load it or take another card";
  private static final int WAIT_SECONDS_MAX = 30;
  private static final Set<String> PAID = Set.of("COMPLETED", "RECEIPTED");

  private final ClientApi api;
  private final CardOutput output;
  private final PaymentCheck check;
  private final PaymentRecords records;
  private final Screen screen;
  private final PaymentView view;
  private final int receiptWaitSeconds;

  PaymentEnd(Device device, PaymentView view, int receiptWaitSeconds) {
    this.api = device.api();
    this.output = device.output();
    this.check = device.paymentCheck();
    this.records = device.records();
    this.screen = device.screen();
    this.view = view;
    this.receiptWaitSeconds = Math.max(0, receiptWaitSeconds);
  }

  /** Brings the card's answer to the manager. */
  ClientApi.Answered returnAnswer(String settlementId, long counter, byte[] answer) {
    try {
      return api.paymentAnswer(settlementId, counter, answer);
    } catch (ServerRefusal e) {
      throw e.told(NOT_DONE);
    }
  }

  /**
   * Brings the manager an answer that was lost on its way in an earlier run.
   *
   * @return empty if the card answered something else, or nothing, at the counter that the payment
   *     had here; of one begun on another device, at its last
   */
  Optional<ClientApi.Answered> returnEarlierAnswer(String settlementId, PresentedCard card) {
    long counter =
        records
            .read(settlementId)
            .map(PaymentRecords.PaymentRecord::counter)
            .orElse(OptionalLong.empty())
            .orElse(card.counter() - 1);
    if (counter < 1 || counter >= card.counter()) {
      return Optional.empty();
    }
    Optional<byte[]> answer = output.answer(counter);
    try {
      return answer
          .map(bytes -> api.paymentAnswer(settlementId, counter, bytes))
          .filter(answered -> !answered.isOpen());
    } catch (ServerRefusal e) {
      if (e.is(ErrorCode.CARD_DECLINED) || e.is(ErrorCode.SETTLEMENT_ENDED)) {
        throw e.told(NOT_DONE);
      }
      // The answer was to another command; the manager has changed nothing.
      return Optional.empty();
    }
  }

  /** Checks message 3, if the payment ended with one, and goes on to the receipt. */
  Outcome settled(
      String settlementId, Signed<SettlementRequest> shown, ClientApi.Answered answered) {
    screen.result("state", answered.state());
    if (answered.completion().isEmpty()) {
      throw new DeviceException(
          Outcome.SERVER,
          "The payment ended as "
              + answered.state()
              + " and the store gets nothing; what the card lost comes back to it when you next"
              + " use it.");
    }
    Signed<SettlementCompletion> completion =
        completion(answered.completion().get(), settlementId, shown);
    records.write(
        settlementId, PaymentRecords.PaymentRecord.paid(shown.compact(), completion.compact()));
    screen.say("paid    " + AmountText.of(shown.message().amount()));
    return receipt(settlementId, shown, completion, awaitReceipt(settlementId));
  }

  /** A settlement that takes no command any more: what is kept of it is checked again. */
  Outcome ended(String settlementId, String state) {
    screen.result("state", state);
    if (!PAID.contains(state)) {
      throw new DeviceException(
          Outcome.SERVER,
          "This settlement is " + state + " and takes no payment; ask the store for a new link.");
    }
    screen.say("this settlement is " + state);
    Optional<PaymentRecords.PaymentRecord> kept = records.read(settlementId);
    if (kept.isEmpty()) {
      screen.notice("it was not paid with this device, so there is nothing to check");
      return Outcome.DONE;
    }
    return checkAgain(settlementId, kept.get());
  }

  private Outcome checkAgain(String settlementId, PaymentRecords.PaymentRecord kept) {
    Signed<SettlementRequest> shown;
    try {
      shown = check.request(kept.request());
    } catch (ProtocolException e) {
      throw new DeviceException(
          Outcome.REFUSED,
          "What was kept of this payment is invalid (" + e.detail() + "); ask the operator.",
          e);
    }
    view.request(shown);
    if (kept.completion().isEmpty()) {
      return returnEarlierAnswer(settlementId, output.present())
          .map(answered -> settled(settlementId, shown, answered))
          .orElse(Outcome.DONE);
    }
    Signed<SettlementCompletion> completion =
        completion(kept.completion().get(), settlementId, shown);
    return receipt(
        settlementId, shown, completion, kept.receipt().or(() -> awaitReceipt(settlementId)));
  }

  private Signed<SettlementCompletion> completion(
      String message3, String settlementId, Signed<SettlementRequest> shown) {
    try {
      Signed<SettlementCompletion> completion = check.completion(message3, settlementId, shown);
      screen.seal(3, completion);
      return completion;
    } catch (ProtocolException e) {
      throw new DeviceException(
          Outcome.REFUSED,
          "The card was debited, but the manager's completion is invalid ("
              + e.detail()
              + "); show this to the operator.",
          e);
    }
  }

  private Optional<String> awaitReceipt(String settlementId) {
    int left = receiptWaitSeconds;
    Optional<String> message4;
    do {
      int wait = Math.min(left, WAIT_SECONDS_MAX);
      message4 = api.receipt(settlementId, wait);
      left -= wait;
    } while (message4.isEmpty() && left > 0);
    return message4;
  }

  private Outcome receipt(
      String settlementId,
      Signed<SettlementRequest> shown,
      Signed<SettlementCompletion> completion,
      Optional<String> message4) {
    if (message4.isEmpty()) {
      screen.notice("the store's receipt is not there yet: run the same command again later");
      return Outcome.DONE;
    }
    try {
      view.receipt(check.receipt(message4.get(), completion, shown));
    } catch (ProtocolException e) {
      view.invalidReceipt(shown, e.detail());
      throw new DeviceException(
          Outcome.RECEIPT_INVALID,
          "The payment is made, but its receipt is INVALID ("
              + e.detail()
              + "); ask the store for a right one.",
          e);
    }
    screen.result("state", "RECEIPTED");
    records.write(
        settlementId,
        PaymentRecords.PaymentRecord.receipted(
            shown.compact(), completion.compact(), message4.get()));
    return Outcome.DONE;
  }
}

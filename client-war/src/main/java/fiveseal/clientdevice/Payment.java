package fiveseal.clientdevice;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.util.Optional;

/**
 * A payment as the client device makes it (claims 1 to 6): message 1 is shown, message 2 checked,
 * its command executed, the card's answer returned, message 3 and the receipt checked. It may be
 * run again at any point: what happened once does not happen twice.
 */
final class Payment {
  private static final int COMMANDS_MAX = 3;

  private final ClientApi api;
  private final MessageReceiver receiver;
  private final CardOutput output;
  private final PaymentCheck check;
  private final Doubts doubts;
  private final Unfinished unfinished;
  private final PaymentRecords records;
  private final Screen screen;
  private final PaymentView view;
  private final PaymentEnd end;

  /**
   * @param receiptWaitSeconds how long to wait for message 4, from 0
   */
  Payment(Device device, int receiptWaitSeconds) {
    this.api = device.api();
    this.receiver = device.receiver();
    this.output = device.output();
    this.check = device.paymentCheck();
    this.doubts = device.doubts();
    this.unfinished = device.unfinished();
    this.records = device.records();
    this.screen = device.screen();
    this.view = new PaymentView(screen);
    this.end = new PaymentEnd(device, view, receiptWaitSeconds);
  }

  /** Pays what a store has asked for. */
  Outcome pay(String settlementId) {
    screen.result("settlementId", settlementId);
    doubts.settleUnfinished();
    ClientApi.Asked asked = api.settlement(settlementId);
    if (asked.request().isEmpty() || !asked.isOpen()) {
      return end.ended(settlementId, asked.state());
    }
    Signed<SettlementRequest> shown = show(asked.request().get());
    screen.confirm("Pay " + AmountText.of(shown.message().amount()) + "?");
    PresentedCard card = output.present();
    if (asked.wasIssued()) {
      Optional<ClientApi.Answered> earlier = end.returnEarlierAnswer(settlementId, card);
      if (earlier.isPresent()) {
        unfinished.remove(settlementId);
        return end.settled(settlementId, shown, earlier.get());
      }
    }
    return execute(settlementId, Optional.of(settlementId), shown, card);
  }

  /** Relays message 1 as the store made it, and pays it (claims 3 and 19). */
  Outcome payRequest(String message1) {
    doubts.settleUnfinished();
    Signed<SettlementRequest> shown = show(message1);
    screen.confirm("Pay " + AmountText.of(shown.message().amount()) + "?");
    String key = "request-" + shown.message().requestId();
    return execute(key, Optional.empty(), shown, output.present());
  }

  private Signed<SettlementRequest> show(String message1) {
    try {
      Signed<SettlementRequest> request = check.request(message1);
      view.request(request);
      return request;
    } catch (ProtocolException e) {
      throw new DeviceException(
          Outcome.REFUSED,
          "The store's request is refused (" + e.detail() + "): do not pay; ask the store.",
          e);
    }
  }

  /**
   * @param key under which the payment stays unfinished until its end was told
   */
  private Outcome execute(
      String key, Optional<String> asked, Signed<SettlementRequest> shown, PresentedCard first) {
    Optional<String> id = asked;
    PresentedCard card = first;
    for (int i = 0; i < COMMANDS_MAX; i++) {
      Step step = receive(key, id, shown, card);
      screen.seal(2, step.received().message());
      String settlementId = step.received().message().message().settlementId();
      long counter = step.card().counter();
      id = Optional.of(settlementId);
      screen.result("settlementId", settlementId);
      unfinished.write(entry(key, id, shown, step.card()));
      records.write(settlementId, PaymentRecords.PaymentRecord.begun(shown.compact(), counter));
      Optional<byte[]> answer = output.execute(step.received().command(), step.card());
      if (answer.isPresent()) {
        ClientApi.Answered answered = returnAnswer(key, settlementId, counter, answer.get());
        return end.settled(settlementId, shown, answered);
      }
      screen.notice("the card was taken away before it executed the command; trying again");
      card = output.present();
    }
    throw new DeviceException(
        Outcome.CARD,
        "The card was taken away each time and was not debited; hold it still and run again.");
  }

  private ClientApi.Answered returnAnswer(
      String key, String settlementId, long counter, byte[] answer) {
    try {
      ClientApi.Answered answered = end.returnAnswer(settlementId, counter, answer);
      if (!answered.isOpen()) {
        unfinished.remove(key);
      }
      return answered;
    } catch (DeviceException e) {
      if (e.outcome() == Outcome.CARD) {
        // It declined: nothing is left to tell at the next touch.
        unfinished.remove(key);
      }
      throw e;
    }
  }

  private record Step(
      MessageReceiver.Received<SettlementInformation> received, PresentedCard card) {}

  private Step receive(
      String key, Optional<String> id, Signed<SettlementRequest> shown, PresentedCard card) {
    try {
      return new Step(information(key, id, shown, card), card);
    } catch (ServerRefusal e) {
      PresentedCard resolved = doubts.resolve(card, e);
      return new Step(information(key, id, shown, resolved), resolved);
    }
  }

  /** Only without any answer may there be a message 2; otherwise the holder is told the end now. */
  private MessageReceiver.Received<SettlementInformation> information(
      String key, Optional<String> id, Signed<SettlementRequest> shown, PresentedCard card) {
    unfinished.write(entry(key, id, shown, card));
    try {
      return receiver.information(id, shown, card);
    } catch (DeviceException e) {
      if (e.outcome() != Outcome.UNREACHABLE) {
        unfinished.remove(key);
      }
      throw e;
    }
  }

  private static Unfinished.Entry entry(
      String key, Optional<String> id, Signed<SettlementRequest> shown, PresentedCard card) {
    SettlementRequest request = shown.message();
    return new Unfinished.Entry(
        key,
        OutcomeSentence.PAYMENT,
        id,
        Unfinished.Entry.digest(card),
        card.counter(),
        request.amount(),
        Optional.of(request.iss()));
  }
}

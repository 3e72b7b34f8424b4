package fiveseal.clientdevice;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ValueUpdate;
import java.util.Optional;

/**
 * A top-up as the client device makes it (claims 8 and 9): message 5 is asked for, checked, its
 * command executed, the card's answer returned. The same order may be run again at any point.
 */
final class Load {
  private static final int COMMANDS_MAX = 3;
  private static final String NOT_DONE = "was not loaded; the funding can be used again";

  private final ClientApi api;
  private final MessageReceiver receiver;
  private final CardOutput output;
  private final Doubts doubts;
  private final Unfinished unfinished;
  private final Screen screen;

  Load(Device device) {
    this.api = device.api();
    this.receiver = device.receiver();
    this.output = device.output();
    this.doubts = device.doubts();
    this.unfinished = device.unfinished();
    this.screen = device.screen();
  }

  Outcome load(LoadOrder order) {
    screen.result("updateId", order.updateId());
    screen.result("amount", order.amount().minor());
    screen.result("currency", order.amount().currency().code());
    Doubts.Touched touched = doubts.settle(output.present(), Doubts.Wish.NEWS);
    PresentedCard card = touched.card();
    screen.say("load    " + AmountText.of(order.amount()) + " onto the " + card.label());
    screen.say("update  " + order.updateId() + " (resume it with --update-id)");
    Optional<String> settled =
        Optional.ofNullable(touched.states().get(order.updateId()))
            .filter(state -> !ClientApi.OPEN.contains(state));
    if (settled.isPresent()) {
      return ended(order, settled.get());
    }
    screen.confirm("Load?");
    Optional<String> earlier = returnEarlierAnswer(order, card);
    if (earlier.isPresent()) {
      unfinished.remove(order.updateId());
      return ended(order, earlier.get());
    }
    return execute(order, card);
  }

  private Outcome execute(LoadOrder order, PresentedCard first) {
    PresentedCard card = first;
    for (int i = 0; i < COMMANDS_MAX; i++) {
      Step step = receive(order, card);
      screen.seal(5, step.received().message());
      Optional<byte[]> answer = output.execute(step.received().command(), step.card());
      if (answer.isPresent()) {
        return ended(order, returnAnswer(order, step.card().counter(), answer.get()));
      }
      screen.notice("the card was taken away before it executed the command; trying again");
      card = output.present();
    }
    throw new DeviceException(
        Outcome.CARD,
        "The card was taken away each time and was not loaded; hold it still and run again with"
            + " --update-id "
            + order.updateId()
            + ".");
  }

  private record Step(MessageReceiver.Received<ValueUpdate> received, PresentedCard card) {}

  private Step receive(LoadOrder order, PresentedCard card) {
    try {
      return new Step(message5(order, card), card);
    } catch (ServerRefusal e) {
      PresentedCard resolved = doubts.resolve(card, e);
      return new Step(message5(order, resolved), resolved);
    }
  }

  /** Only without any answer may there be a message 5; otherwise the holder is told the end now. */
  private MessageReceiver.Received<ValueUpdate> message5(LoadOrder order, PresentedCard card) {
    unfinished.write(
        new Unfinished.Entry(
            order.updateId(),
            OutcomeSentence.LOAD,
            Optional.of(order.updateId()),
            Unfinished.Entry.digest(card),
            card.counter(),
            order.amount(),
            Optional.empty()));
    try {
      return receiver.load(order, card);
    } catch (DeviceException e) {
      if (e.outcome() != Outcome.UNREACHABLE) {
        unfinished.remove(order.updateId());
      }
      throw e;
    }
  }

  /** An answer that was lost between card and manager in an earlier run with this update id. */
  private Optional<String> returnEarlierAnswer(LoadOrder order, PresentedCard card) {
    long counter = card.counter() - 1;
    if (!order.resumed() || counter < 1) {
      return Optional.empty();
    }
    Optional<byte[]> answer = output.answer(counter);
    try {
      return answer
          .map(bytes -> api.updateAnswer(order.updateId(), counter, bytes))
          .filter(state -> !ClientApi.OPEN.contains(state));
    } catch (ServerRefusal e) {
      if (e.is(ErrorCode.CARD_DECLINED) || e.is(ErrorCode.UPDATE_ENDED)) {
        throw e.told(NOT_DONE);
      }
      // The answer was to another command; the manager has changed nothing.
      return Optional.empty();
    }
  }

  private String returnAnswer(LoadOrder order, long counter, byte[] answer) {
    try {
      String state = api.updateAnswer(order.updateId(), counter, answer);
      if (!ClientApi.OPEN.contains(state)) {
        unfinished.remove(order.updateId());
      }
      return state;
    } catch (ServerRefusal e) {
      if (e.is(ErrorCode.CARD_DECLINED)) {
        unfinished.remove(order.updateId());
      }
      throw e.told(NOT_DONE);
    }
  }

  private Outcome ended(LoadOrder order, String state) {
    screen.result("state", state);
    if (!state.equals("DONE")) {
      throw new DeviceException(
          Outcome.SERVER, "The load ended as " + state + "; its funding can be used again.");
    }
    screen.say("loaded  " + AmountText.of(order.amount()));
    return Outcome.DONE;
  }
}

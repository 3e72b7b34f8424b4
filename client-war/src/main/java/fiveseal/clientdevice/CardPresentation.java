package fiveseal.clientdevice;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ValueUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Presents a card to the manager until it wants nothing more of it: the answers that it misses, and
 * one message 5 after the other.
 */
final class CardPresentation {
  private static final int ROUNDS_MAX = 20;
  private static final Set<ErrorCode> HELPED =
      Set.of(
          ErrorCode.COUNTER_IN_DOUBT,
          ErrorCode.UPDATE_DUE,
          ErrorCode.KEY_VERSION,
          ErrorCode.OTHER_CARD_PENDING,
          ErrorCode.TOO_MANY_OPEN);

  private final ClientApi api;
  private final MessageReceiver receiver;
  private final CardOutput output;
  private final Screen screen;

  CardPresentation(ClientApi api, MessageReceiver receiver, CardOutput output, Screen screen) {
    this.api = api;
    this.receiver = receiver;
    this.output = output;
    this.screen = screen;
  }

  /**
   * Resolves what the manager refused a command for, if presenting the card may.
   *
   * @return the card in a new session
   * @throws ServerRefusal the same refusal, if it may not, or presentations are not offered
   */
  PresentedCard resolve(PresentedCard card, ServerRefusal refusal) {
    if (HELPED.stream().noneMatch(refusal::is)) {
      throw refusal;
    }
    screen.say("the manager has a question to this card; presenting it");
    try {
      return present(card);
    } catch (ServerRefusal e) {
      throw e.status() == 404 || e.status() == 405 || e.status() == 501 ? refusal : e;
    }
  }

  /**
   * @return the card in a new session
   */
  PresentedCard present(PresentedCard first) {
    PresentedCard card = first;
    Map<Long, byte[]> answers = Map.of();
    for (int i = 0; i < ROUNDS_MAX; i++) {
      ClientApi.Presentation wish = api.present(card, answers);
      wish.results().forEach(this::show);
      answers = answers(wish.wanted());
      if (answers.isEmpty()) {
        if (wish.update().isEmpty()) {
          return output.present();
        }
        answers = execute(wish.update().get(), card);
      }
      card = output.present();
    }
    throw new DeviceException(
        Outcome.SERVER, "The manager finds no end with this card; ask the operator.");
  }

  private Map<Long, byte[]> answers(List<Long> wanted) {
    Map<Long, byte[]> answers = new LinkedHashMap<>();
    for (long counter : wanted) {
      output.answer(counter).ifPresent(answer -> answers.put(counter, answer));
    }
    return answers;
  }

  private Map<Long, byte[]> execute(String message5, PresentedCard card) {
    MessageReceiver.Received<ValueUpdate> received = receiver.due(message5);
    ValueUpdate update = received.message().message();
    String what = update.kind().name();
    if (update.amountMinor().isPresent()) {
      what += " " + AmountText.of(update.amountMinor().getAsLong(), update.currency());
    }
    screen.notice("update  " + what + " is due for this card");
    screen.seal(5, received.message());
    screen.confirm("Give it to the card?");
    Optional<byte[]> answer = output.execute(received.command(), card);
    return answer.map(bytes -> Map.of(card.counter(), bytes)).orElse(Map.of());
  }

  private void show(ClientApi.Result result) {
    screen.notice(
        "result  "
            + result.kind()
            + " "
            + result.state()
            + result.text().map(text -> " " + text).orElse(""));
  }
}

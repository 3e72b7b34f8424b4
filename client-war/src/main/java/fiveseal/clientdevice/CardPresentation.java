package fiveseal.clientdevice;

import fiveseal.protocol.Amount;
import fiveseal.protocol.ValueUpdate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Presents a card to the manager until it wants nothing more of it: the answers that it misses go
 * first, then one message 5 after the other, each checked and shown before the card sees it.
 * Nothing of this is asked of the holder: an update that is due never takes value from the card,
 * and a doubt that is left open helps nobody.
 */
final class CardPresentation {
  private static final int ROUNDS_MAX = 40;
  private static final int ANSWERS_MAX = 16;

  private final ClientApi api;
  private final MessageReceiver receiver;
  private final CardOutput output;
  private final Unfinished unfinished;
  private final Screen screen;

  CardPresentation(
      ClientApi api,
      MessageReceiver receiver,
      CardOutput output,
      Unfinished unfinished,
      Screen screen) {
    this.api = api;
    this.receiver = receiver;
    this.output = output;
    this.unfinished = unfinished;
    this.screen = screen;
  }

  /**
   * How a presentation ended.
   *
   * @param card in a session whose challenge no command has used
   * @param before what the manager told before it had anything of this presentation: known already
   *     to whoever was there
   * @param results the last word about each payment or update, by its id
   */
  record Ended(
      PresentedCard card,
      Map<String, ClientApi.Result> before,
      Map<String, ClientApi.Result> results) {

    /** Whether this presentation brought it about. */
    boolean decided(ClientApi.Result result) {
      ClientApi.Result known = before.get(result.id());
      return known == null || !known.state().equals(result.state());
    }
  }

  /**
   * @throws DeviceException {@link Outcome#REFUSED} if a message 5 is not what may be due: the card
   *     saw nothing of it
   */
  Ended present(PresentedCard first) {
    PresentedCard card = first;
    Map<Long, byte[]> answers = Map.of();
    Map<String, ClientApi.Result> before = null;
    Map<String, ClientApi.Result> results = new LinkedHashMap<>();
    Set<Long> given = new LinkedHashSet<>();
    Set<String> done = new LinkedHashSet<>();
    for (int i = 0; i < ROUNDS_MAX; i++) {
      ClientApi.Presentation wish = api.present(card, answers);
      wish.results().forEach(result -> results.put(result.id(), result));
      before = before == null ? Map.copyOf(results) : before;
      answers = answers(wish.wanted(), given);
      given.addAll(answers.keySet());
      if (answers.isEmpty() && wish.update().isPresent()) {
        answers = execute(wish.update().get(), card, done);
        card = output.present();
      } else if (answers.isEmpty()) {
        requireNothingWanted(wish);
        return new Ended(card, before, results);
      }
    }
    throw new DeviceException(
        Outcome.SERVER, "The manager finds no end with this card; ask the operator.");
  }

  private static void requireNothingWanted(ClientApi.Presentation wish) {
    if (!wish.wanted().isEmpty()) {
      throw new DeviceException(
          Outcome.CARD,
          "The card does not keep the answers any more that the manager misses; ask the operator.");
    }
  }

  /**
   * The wanted answers that the card keeps and that were not given yet. GET ANSWER ends no session:
   * the challenge still serves what comes next.
   */
  private Map<Long, byte[]> answers(List<Long> wanted, Set<Long> given) {
    Map<Long, byte[]> answers = new LinkedHashMap<>();
    for (long counter : wanted.subList(0, Math.min(wanted.size(), ANSWERS_MAX))) {
      if (!given.contains(counter)) {
        output.answer(counter).ifPresent(answer -> answers.put(counter, answer));
      }
    }
    return answers;
  }

  private Map<Long, byte[]> execute(String message5, PresentedCard card, Set<String> done) {
    MessageReceiver.Received<ValueUpdate> received = receiver.due(message5, card, done);
    ValueUpdate update = received.message().message();
    OptionalLong amount = update.amountMinor();
    screen.notice(
        "update  "
            + update.kind().name()
            + (amount.isPresent() ? " " + AmountText.of(amount.getAsLong(), update.currency()) : "")
            + " is due for this card");
    screen.seal(5, received.message());
    if (amount.isPresent()) {
      unfinished.write(entry(update, amount.getAsLong(), card));
    }
    Optional<byte[]> answer = output.execute(received.command(), card);
    answer.ifPresent(bytes -> done.add(update.updateId()));
    return answer.map(bytes -> Map.of(card.counter(), bytes)).orElse(Map.of());
  }

  private static Unfinished.Entry entry(ValueUpdate update, long amountMinor, PresentedCard card) {
    return new Unfinished.Entry(
        update.updateId(),
        update.kind().name(),
        Optional.of(update.updateId()),
        Unfinished.Entry.digest(card),
        card.counter(),
        new Amount(amountMinor, update.currency()),
        Optional.empty());
  }
}

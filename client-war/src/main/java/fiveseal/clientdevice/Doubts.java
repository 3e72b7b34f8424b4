package fiveseal.clientdevice;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.IsoCurrency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ends the doubts of a card at its next touch, and tells the holder of each in one sentence.
 *
 * <p>When a card is presented is a matter of cost. A payment in which nothing went wrong must not
 * pay for those in which something did: with the card in the field it needs one round trip for
 * message 2 and one for the card's answer, and a presentation would be a third. So {@code pay}
 * presents the card beforehand only if this device itself holds something unfinished, which it
 * knows from its own files, and otherwise when the manager refuses a command for a reason that a
 * presentation helps. Whoever loads, looks at the balance or repairs is not in a queue at a till:
 * there the card is presented always, so that what is due reaches it, and what another device left
 * open is found.
 *
 * <p>The word about an unfinished payment or load is the manager's where it has decided. Where it
 * has not, the card's own counter tells: a card that has not consumed the counter has not executed
 * the command, and its session having ended, never will.
 */
final class Doubts {
  private static final Set<ErrorCode> HELPED =
      Set.of(
          ErrorCode.COUNTER_IN_DOUBT,
          ErrorCode.UPDATE_DUE,
          ErrorCode.KEY_VERSION,
          ErrorCode.OTHER_CARD_PENDING,
          ErrorCode.TOO_MANY_OPEN);
  private static final Set<Integer> NOT_OFFERED = Set.of(404, 405, 501);
  private static final String NOT_EXECUTED = "REQUESTED";

  private final ClientApi api;
  private final CardOutput output;
  private final CardPresentation presentation;
  private final Unfinished unfinished;
  private final Screen screen;

  Doubts(
      ClientApi api,
      CardOutput output,
      CardPresentation presentation,
      Unfinished unfinished,
      Screen screen) {
    this.api = api;
    this.output = output;
    this.presentation = presentation;
    this.unfinished = unfinished;
    this.screen = screen;
  }

  /** Who wants to hear what. */
  enum Wish {
    /** What this device left unfinished, and what this presentation decides. */
    NEWS,
    /** That, and how the card's last payment or update ended, whoever began it. */
    ALL
  }

  /**
   * How a touch ended.
   *
   * @param card in a session whose challenge no command has used
   * @param states of the payments and updates that the manager spoke of, by their ids
   */
  record Touched(PresentedCard card, Map<String, String> states) {}

  /** Before a payment: touches the card if this device holds anything unfinished. */
  void settleUnfinished() {
    if (!unfinished.isEmpty()) {
      PresentedCard card = output.present();
      if (!unfinished.of(card).isEmpty()) {
        settle(card, Wish.NEWS);
      }
    }
  }

  /**
   * Presents the card, and tells what became of its doubts.
   *
   * @throws DeviceException whatever ends a presentation; what is unfinished stays so
   */
  Touched settle(PresentedCard first, Wish wish) {
    List<Unfinished.Entry> mine = unfinished.of(first);
    CardPresentation.Ended ended = presented(first);
    Set<String> told = new LinkedHashSet<>();
    for (Unfinished.Entry entry : mine) {
      tell(entry, first, ended, told);
    }
    for (ClientApi.Result result : ended.results().values()) {
      if ((wish == Wish.ALL || ended.decided(result)) && told.add(result.id())) {
        tell(result);
      }
    }
    List<Map<String, Object>> shown = new ArrayList<>();
    Map<String, String> states = new LinkedHashMap<>();
    for (ClientApi.Result result : ended.results().values()) {
      shown.add(json(result));
      states.put(result.id(), result.state());
    }
    screen.result("results", shown);
    return new Touched(ended.card(), states);
  }

  /**
   * Resolves what the manager refused a command for, if presenting the card may.
   *
   * @return the card in a session whose challenge no command has used
   * @throws ServerRefusal the same refusal, if it may not, or presentations are not offered
   */
  PresentedCard resolve(PresentedCard card, ServerRefusal refusal) {
    if (HELPED.stream().noneMatch(refusal::is)) {
      throw refusal;
    }
    screen.say("the manager has a question to this card; presenting it");
    Touched touched = settle(card, Wish.NEWS);
    return touched.card();
  }

  /** A manager that offers no presentations leaves the doubts as they are, and what follows too. */
  private CardPresentation.Ended presented(PresentedCard card) {
    try {
      return presentation.present(card);
    } catch (ServerRefusal e) {
      if (NOT_OFFERED.contains(e.status())) {
        return new CardPresentation.Ended(card, Map.of(), Map.of());
      }
      throw e;
    }
  }

  private void tell(
      Unfinished.Entry entry, PresentedCard first, CardPresentation.Ended ended, Set<String> told) {
    Optional<ClientApi.Result> result = entry.id().map(ended.results()::get);
    Optional<String> state = state(entry, first, result.map(ClientApi.Result::state));
    if (state.isEmpty()) {
      return;
    }
    if (entry.id().map(told::add).orElse(true)) {
      IsoCurrency currency = entry.amount().currency();
      Optional<String> store = result.flatMap(ClientApi.Result::store).or(entry::store);
      say(entry.kind(), state.get(), entry.amount().minor(), currency, store);
    }
    if (state.get().equals(NOT_EXECUTED) || !ClientApi.OPEN.contains(state.get())) {
      unfinished.remove(entry.key());
    }
  }

  /**
   * The state that an unfinished payment or update has for its holder.
   *
   * @return empty if nobody knows: it stays unfinished
   */
  private Optional<String> state(
      Unfinished.Entry entry, PresentedCard first, Optional<String> manager) {
    if (manager.isPresent() && !ClientApi.OPEN.contains(manager.get())) {
      return manager;
    }
    if (entry.counter() == first.counter()) {
      return Optional.of(NOT_EXECUTED);
    }
    return manager.or(() -> asked(entry));
  }

  /** Asks for one that is older than what the manager tells at a presentation. */
  private Optional<String> asked(Unfinished.Entry entry) {
    if (entry.id().isEmpty()) {
      // No message 2 for it ever reached this device, so the card has no command of it either.
      return Optional.of(NOT_EXECUTED);
    }
    String id = entry.id().get();
    try {
      return entry.kind().equals(OutcomeSentence.PAYMENT)
          ? Optional.of(api.settlement(id).state())
          : output
              .answer(entry.counter())
              .map(answer -> api.updateAnswer(id, entry.counter(), answer));
    } catch (ServerRefusal e) {
      return e.is(ErrorCode.CARD_DECLINED) ? Optional.of("DECLINED") : e.state();
    }
  }

  private void tell(ClientApi.Result result) {
    say(result.kind(), result.state(), result.amountMinor(), result.currency(), result.store());
    if (!ClientApi.OPEN.contains(result.state())) {
      unfinished.remove(result.id());
    }
  }

  private void say(
      String kind, String state, long minor, IsoCurrency currency, Optional<String> store) {
    OutcomeSentence.of(kind, state, minor, currency, store).ifPresent(screen::notice);
  }

  private static Map<String, Object> json(ClientApi.Result result) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", result.id());
    members.put("kind", result.kind());
    members.put("state", result.state());
    members.put("amount", result.amountMinor());
    members.put("currency", result.currency().code());
    result.store().ifPresent(store -> members.put("store", store));
    return members;
  }
}

package fiveseal.valueupdate;

import fiveseal.card.Card;
import fiveseal.card.CardAnswers;
import fiveseal.card.CardDesk;
import fiveseal.card.CardFacts;
import fiveseal.card.CardProofs;
import fiveseal.card.CardRegister;
import fiveseal.card.CommandFacts;
import fiveseal.card.Discrepancy;
import fiveseal.card.IssueRules;
import fiveseal.card.IssuedCommand;
import fiveseal.card.Overtaken;
import fiveseal.card.Owner;
import fiveseal.card.OwnerKind;
import fiveseal.card.Owners;
import fiveseal.card.ProvenCard;
import fiveseal.card.Refusal;
import fiveseal.manager.CardOutcome;
import fiveseal.manager.CardProof;
import fiveseal.manager.CounterAnswer;
import fiveseal.manager.Presentations;
import fiveseal.manager.Presented;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.Initialize;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Presentations: the answers that are missing are wanted, taken, and then one message 5 after the
 * other is handed out until nothing is due for the card.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PresentationDesk implements Presentations {
  /** So many answers a card keeps (protocol section 2). */
  private static final int KEPT = 10;

  private static final int LOOKS_MAX = 5;

  @Inject CardProofs proofs;
  @Inject CardAnswers answers;
  @Inject CardRegister register;
  @Inject CardDesk desk;
  @Inject Owners owners;
  @Inject DueUpdates dueUpdates;
  @Inject CardOrders orders;
  @Inject Clock clock;

  @Override
  public Presented present(CardProof proof, List<CounterAnswer> given) {
    ProvenCard card = proofs.prove(proof);
    given.forEach(answer -> answers.take(card.number(), answer.counter(), answer.answer()));
    for (int look = 1; ; look++) {
      try {
        return look(card, given);
      } catch (Overtaken e) {
        if (look == LOOKS_MAX) {
          throw new ProtocolException(
              ErrorCode.TOO_MANY_REQUESTS, "this card is presented elsewhere at the same time");
        }
      }
    }
  }

  private Presented look(ProvenCard shown, List<CounterAnswer> given) {
    Instant now = clock.instant();
    Card card = register.find(shown.number().digits()).orElseThrow();
    List<IssuedCommand> awaited = register.awaitedOf(card.number().digits(), card.nextCounter());
    List<CardOutcome> results = results(card, given, now);
    if (shown.initialize().counter() < card.nextCounter() && !given.isEmpty()) {
      // Its challenge is spent: the answers came with it.
      return new Presented(List.of(), Optional.empty(), results);
    }
    requireStanding(shown, card.facts(), awaited);
    List<Long> wanted = wanted(card, awaited, shown.initialize());
    if (!wanted.isEmpty()) {
      return new Presented(wanted, Optional.empty(), results);
    }
    orders.rekeyIfOlder(card, now);
    Optional<String> update =
        dueUpdates.next(card, shown, sameChallenge(shown), wantsVoid(card, awaited, now), now);
    if (update.isEmpty() && card.facts().stopped() && given.isEmpty()) {
      throw new ProtocolException(ErrorCode.CARD_STOPPED, "the card is stopped");
    }
    return new Presented(List.of(), update, results);
  }

  /** A card that contradicts the record is stopped, but only after a look with its row locked. */
  private void requireStanding(ProvenCard shown, CardFacts facts, List<IssuedCommand> awaited) {
    if (facts.stopped()) {
      return;
    }
    Optional<Refusal> refusal = IssueRules.standing(facts, facts(awaited), shown.initialize());
    if (refusal.isEmpty() || refusal.get().code() == ErrorCode.COUNTER_IN_DOUBT) {
      return;
    }
    Refusal locked =
        desk.look(shown)
            .filter(found -> found.code() != ErrorCode.COUNTER_IN_DOUBT)
            .orElseThrow(() -> new Overtaken("the card stands right"));
    throw locked.exception();
  }

  private static List<CommandFacts> facts(List<IssuedCommand> commands) {
    return commands.stream().map(IssuedCommand::facts).toList();
  }

  /** What the card can tell and has not: its last answers, but for those that contradicted. */
  private List<Long> wanted(Card card, List<IssuedCommand> awaited, Initialize proof) {
    List<Discrepancy> known =
        card.stopped().isEmpty() ? List.of() : register.discrepanciesOf(card.number().digits());
    Set<Long> contradicted =
        awaited.stream()
            .filter(command -> known.stream().anyMatch(found -> found.isAbout(command)))
            .map(IssuedCommand::counter)
            .collect(Collectors.toSet());
    return awaited.stream()
        .map(IssuedCommand::counter)
        .distinct()
        .filter(counter -> counter < proof.counter() && counter >= proof.counter() - KEPT)
        .filter(counter -> !contradicted.contains(counter))
        .sorted()
        .toList();
  }

  /** The update that this challenge got before. */
  private Optional<String> sameChallenge(ProvenCard shown) {
    Initialize proof = shown.initialize();
    return register.ofCounter(shown.number().digits(), proof.counter()).stream()
        .filter(command -> Arrays.equals(command.challenge(), proof.challenge()))
        .map(IssuedCommand::owner)
        .filter(owner -> owner.kind() == OwnerKind.UPDATE)
        .map(Owner::id)
        .findFirst();
  }

  private boolean wantsVoid(Card card, List<IssuedCommand> awaited, Instant now) {
    List<IssuedCommand> expected =
        awaited.stream()
            .filter(command -> command.isOpen() && command.counter() == card.nextCounter())
            .toList();
    return IssueRules.openValues(card.facts(), facts(expected)) >= IssueRules.OPEN_PER_COUNTER_MAX
        || expected.stream()
            .map(IssuedCommand::owner)
            .distinct()
            .anyMatch(owner -> owners.of(owner).wantsVoid(owner.id(), now));
  }

  /** What became of whatever the answered counters and the card's last one were for. */
  private List<CardOutcome> results(Card card, List<CounterAnswer> given, Instant now) {
    return LongStream.concat(
            given.stream().mapToLong(CounterAnswer::counter), LongStream.of(card.nextCounter() - 1))
        .distinct()
        .filter(counter -> counter >= 1)
        .boxed()
        .flatMap(counter -> register.ofCounter(card.number().digits(), counter).stream())
        .map(IssuedCommand::owner)
        .distinct()
        .map(owner -> owners.of(owner).outcome(owner.id(), now))
        .toList();
  }
}

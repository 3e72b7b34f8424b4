package fiveseal.card;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.StoredMessage;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.Initialize;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The transactions around a card's commands. Each holds the card's row lock, then those of every
 * settlement and update touched, in the order of their ids.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CardDesk {
  private static final Logger LOG = System.getLogger(CardDesk.class.getName());

  @Inject CardRegister register;
  @Inject EvidenceStore evidence;
  @Inject Owners owners;
  @Inject Heirs heirs;
  @Inject UuidV7 ids;
  @Inject Clock clock;

  /**
   * The outcome of an attempt to issue: the message that leaves, or why none does. A refusal is a
   * value, since a card that is stopped for it has to stay stopped.
   */
  public record Issue(Optional<String> message, Optional<Refusal> refusal) {
    /** The message. */
    public String orThrow() {
      return message.orElseThrow(() -> refusal.orElseThrow().exception());
    }
  }

  /**
   * Issues a drafted command, or finds the one that this challenge already has. What is refused
   * creates nothing.
   *
   * @param creation writes what the command is for, if that is new
   * @throws Overtaken if {@code creation} finds that it is not wanted any more
   */
  public Issue issue(Draft draft, Optional<Runnable> creation) {
    Card card = register.lock(draft.card().number().digits());
    Initialize proof = draft.card().initialize();
    List<IssuedCommand> commands =
        register.ofCounters(card.number().digits(), card.nextCounter(), proof.counter());
    if (creation.isPresent()) {
      Optional<Refusal> refusal = refusal(card, commands, draft);
      if (refusal.isPresent()) {
        return refused(card, draft, refusal.get());
      }
      creation.get().run();
    }
    Instant now = clock.instant();
    CommandOwner owner = owners.of(draft.owner());
    owner.lock(draft.owner().id());
    owner.requireIssuable(draft.owner().id(), now);
    if (creation.isEmpty()) {
      Optional<IssuedCommand> same = ofSameChallenge(commands, draft, card);
      if (same.isPresent()) {
        return new Issue(Optional.of(evidence.compact(same.get().evidenceId())), Optional.empty());
      }
      Optional<Refusal> refusal = refusal(card, commands, draft);
      if (refusal.isPresent()) {
        if (refusal.get().code() == ErrorCode.OTHER_CARD_PENDING) {
          owner.wantedElsewhere(draft.owner().id());
        }
        return refused(card, draft, refusal.get());
      }
    }
    StoredMessage message = evidence.keep(draft.seal(), draft.owner().id(), draft.message(), now);
    IssuedCommand command = new IssuedCommand(draft, message.id(), now);
    register.keep(command);
    owner.issued(command, now);
    return new Issue(Optional.of(draft.message()), Optional.empty());
  }

  private Optional<Refusal> refusal(Card card, List<IssuedCommand> commands, Draft draft) {
    return IssueRules.check(
        card.facts(),
        commands.stream().map(IssuedCommand::facts).toList(),
        draft.owner(),
        draft.command().operation(),
        register.isOpenElsewhere(draft.owner(), card.number().digits()),
        draft.card().initialize());
  }

  private Issue refused(Card card, Draft draft, Refusal refusal) {
    refusal.stop().ifPresent(reason -> stop(card, draft.card(), reason));
    return new Issue(Optional.empty(), Optional.of(refusal));
  }

  private static Optional<IssuedCommand> ofSameChallenge(
      List<IssuedCommand> commands, Draft draft, Card card) {
    Initialize proof = draft.card().initialize();
    boolean mayLeave = !card.facts().isRestricted() || !draft.command().operation().movesValue();
    return commands.stream()
        .filter(command -> mayLeave && command.owner().equals(draft.owner()))
        .filter(command -> command.counter() == proof.counter())
        .filter(command -> Arrays.equals(command.challenge(), proof.challenge()))
        .findFirst();
  }

  /**
   * Looks at a card that was presented, its row locked: one that contradicts the record is stopped.
   *
   * @return what is wrong with it, if anything is
   */
  public Optional<Refusal> look(ProvenCard shown) {
    Card card = register.lock(shown.number().digits());
    Optional<Refusal> refusal =
        IssueRules.standing(
            card.facts(),
            register.awaitedOf(card.number().digits(), card.nextCounter()).stream()
                .map(IssuedCommand::facts)
                .toList(),
            shown.initialize());
    refusal.flatMap(Refusal::stop).ifPresent(reason -> stop(card, shown, reason));
    return refusal;
  }

  private void stop(Card card, ProvenCard shown, StopReason reason) {
    if (card.stopped().isEmpty()) {
      register.keep(Discrepancy.shown(ids.next(), shown, reason, clock.instant()));
    }
    stop(card, reason);
  }

  private static void stop(Card card, StopReason reason) {
    card.stop(reason);
    LOG.log(Level.ERROR, "ALARM: card {0} stopped: {1}", card.number().masked(), reason);
  }

  /** What became of an authentic answer when it was to be written. */
  public enum Verdict {
    /** Written now, be it that nothing could be posted. */
    ACCEPTED,
    /** The same answer had been accepted before. */
    KNOWN,
    /** Nothing posted; the card is stopped. */
    STOPPED
  }

  /** Writes what an accepted answer proves: one winner, every other command of the counter void. */
  public Verdict accept(
      IssuedCommand answered,
      CardAnswer answer,
      byte[] bytes,
      CommandOwner.Decision decision,
      Instant now) {
    Card card = register.lock(answered.card().digits());
    List<IssuedCommand> commands = register.ofCounter(answered.card().digits(), answered.counter());
    Optional<IssuedCommand> decided = decidedOf(commands);
    if (decided.isPresent()) {
      return decided.get().wasAnsweredBy(bytes)
          ? Verdict.KNOWN
          : cloned(card, answered, bytes, now);
    }
    Optional<LateProof> proved = lateProofOf(commands);
    if (proved.isPresent()) {
      return Arrays.equals(proved.get().answer(), bytes)
          ? Verdict.KNOWN
          : cloned(card, answered, bytes, now);
    }
    IssuedCommand winner =
        commands.stream().filter(c -> c.id() == answered.id()).findFirst().orElseThrow();
    if (winner.isClosedByDecision()) {
      return late(card, commands, winner, answer, bytes, now);
    }
    Optional<String> ending = decision.endsEarlierCommands(card);
    List<IssuedCommand> earlier = ending.isPresent() ? earlierThan(winner, card) : List.of();
    List<IssuedCommand> touched = new ArrayList<>(commands);
    touched.addAll(earlier);
    owners.lock(touched);
    List<IssuedCommand> losers =
        commands.stream().filter(c -> c.isOpen() && c.id() != winner.id()).toList();
    winner.decide(answer, bytes, now);
    losers.forEach(command -> command.close(now));
    earlier.forEach(command -> command.close(ending.orElseThrow(), now));
    card.accept(answer);
    decision.write(card);
    voided(losers, winner, now);
    voided(earlier, winner, now);
    if (card.life() == CardLifeState.REPLACED) {
      heirs.follow(card, now);
    }
    return Verdict.ACCEPTED;
  }

  private Optional<LateProof> lateProofOf(List<IssuedCommand> commands) {
    return commands.stream().anyMatch(IssuedCommand::isClosedByDecision)
        ? register.lateProofsOf(commands).stream().findFirst()
        : Optional.empty();
  }

  private List<IssuedCommand> earlierThan(IssuedCommand winner, Card card) {
    return register.openOf(card.number().digits(), card.nextCounter()).stream()
        .filter(command -> command.counter() < winner.counter())
        .toList();
  }

  private void voided(List<IssuedCommand> closed, IssuedCommand winner, Instant now) {
    closed.stream()
        .map(IssuedCommand::owner)
        .distinct()
        .filter(owner -> !owner.equals(winner.owner()))
        .forEach(owner -> owners.of(owner).voided(owner.id(), now));
  }

  /**
   * Operators decided this counter before: the proof is kept, and posts nothing. What was issued
   * for the counter since can never be executed any more.
   */
  private Verdict late(
      Card card,
      List<IssuedCommand> ofCounter,
      IssuedCommand command,
      CardAnswer answer,
      byte[] bytes,
      Instant now) {
    register.keep(new LateProof(command, answer, bytes, now));
    List<IssuedCommand> losers = ofCounter.stream().filter(IssuedCommand::isOpen).toList();
    owners.lock(losers);
    losers.forEach(loser -> loser.close(now));
    card.acceptLate(answer);
    voided(losers, command, now);
    LOG.log(
        Level.WARNING,
        "Card {0} proved {1} for counter {2}, which operators had decided: nothing is posted",
        card.number().masked(),
        answer.result(),
        command.counter());
    return Verdict.ACCEPTED;
  }

  /**
   * The card's authentic word contradicts the record: nothing is posted, the card is stopped. For a
   * counter that is decided already it is a second word, so there are two cards.
   */
  public Verdict contradict(IssuedCommand command, byte[] bytes, Instant now) {
    Card card = register.lock(command.card().digits());
    if (decidedOf(register.ofCounter(command.card().digits(), command.counter())).isPresent()) {
      return cloned(card, command, bytes, now);
    }
    CommandOwner owner = owners.of(command.owner());
    owner.lock(command.owner().id());
    owner.contradicted(command.owner().id(), now);
    // Of a card that is stopped already too: what is known to contradict is wanted no more.
    if (register.discrepanciesOf(card.number().digits()).stream()
        .noneMatch(known -> known.isAbout(command))) {
      register.keep(Discrepancy.answered(ids.next(), command, bytes, StopReason.MISMATCH, now));
    }
    stop(card, StopReason.MISMATCH);
    return Verdict.ACCEPTED;
  }

  private Verdict cloned(Card card, IssuedCommand command, byte[] bytes, Instant now) {
    if (card.stopped().filter(reason -> reason == StopReason.CLONE).isEmpty()) {
      register.keep(Discrepancy.answered(ids.next(), command, bytes, StopReason.CLONE, now));
    }
    stop(card, StopReason.CLONE);
    return Verdict.STOPPED;
  }

  private static Optional<IssuedCommand> decidedOf(List<IssuedCommand> commands) {
    return commands.stream()
        .filter(
            command ->
                command.state() == CommandState.DONE || command.state() == CommandState.DECLINED)
        .findFirst();
  }
}

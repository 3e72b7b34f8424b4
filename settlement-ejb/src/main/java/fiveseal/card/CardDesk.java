package fiveseal.card;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.StoredMessage;
import fiveseal.protocol.card.CardAnswer;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
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

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject CardRegister register;
  @Inject EvidenceStore evidence;
  @Inject Clock clock;
  @Inject @Any Instance<CommandOwner> owners;

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
   */
  public Issue issue(Draft draft, Optional<Runnable> creation) {
    Card card = lock(draft.card());
    if (creation.isPresent()) {
      Optional<Refusal> refusal = refusal(card, draft);
      if (refusal.isPresent()) {
        return refused(card, refusal.get());
      }
      creation.get().run();
    }
    Instant now = clock.instant();
    CommandOwner owner = ownerOf(draft.owner());
    owner.lock(draft.owner().id());
    owner.requireIssuable(draft.owner().id(), now);
    if (creation.isEmpty()) {
      Optional<IssuedCommand> sameChallenge =
          ofChallenge(
              register.ofCounter(card.number().digits(), draft.card().initialize().counter()),
              draft.card());
      if (!card.facts().stopped()
          && sameChallenge.isPresent()
          && sameChallenge.get().owner().equals(draft.owner())) {
        return new Issue(
            Optional.of(evidence.compact(sameChallenge.get().evidenceId())), Optional.empty());
      }
      Optional<Refusal> refusal = refusal(card, draft);
      if (refusal.isPresent()) {
        return refused(card, refusal.get());
      }
    }
    StoredMessage message = evidence.keep(draft.seal(), draft.owner().id(), draft.message(), now);
    IssuedCommand command = new IssuedCommand(draft, message.id(), now);
    entities.persist(command);
    owner.issued(command, now);
    return new Issue(Optional.of(draft.message()), Optional.empty());
  }

  private Optional<Refusal> refusal(Card card, Draft draft) {
    return IssueRules.check(
        card.facts(),
        register.ofCounter(card.number().digits(), card.nextCounter()).stream()
            .map(IssuedCommand::facts)
            .toList(),
        draft.owner(),
        register.isOpenElsewhere(draft.owner(), card.number().digits()),
        draft.card().initialize());
  }

  private static Issue refused(Card card, Refusal refusal) {
    refusal.stop().ifPresent(reason -> stop(card, reason));
    return new Issue(Optional.empty(), Optional.of(refusal));
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
      IssuedCommand winner,
      CardAnswer answer,
      byte[] bytes,
      CommandOwner.Decision decision,
      Instant now) {
    Card card = lock(winner.card().digits());
    List<IssuedCommand> commands = register.ofCounter(winner.card().digits(), winner.counter());
    Optional<IssuedCommand> decided = decidedOf(commands);
    if (decided.isPresent()) {
      return decided.get().wasAnsweredBy(bytes) ? Verdict.KNOWN : cloned(card);
    }
    lockOwners(commands);
    for (IssuedCommand command : commands) {
      if (command.id() == winner.id()) {
        command.decide(answer, bytes, now);
      } else if (command.state() == CommandState.OPEN) {
        command.close(now);
      }
    }
    card.accept(answer);
    decision.write();
    commands.stream()
        .map(IssuedCommand::owner)
        .distinct()
        .filter(owner -> !owner.equals(winner.owner()))
        .forEach(owner -> ownerOf(owner).voided(owner.id(), now));
    return Verdict.ACCEPTED;
  }

  /**
   * The card's authentic word contradicts the record: nothing is posted, the card is stopped. For a
   * counter that is decided already it is a second word, so there are two cards.
   */
  public Verdict contradict(IssuedCommand command, Instant now) {
    Card card = lock(command.card().digits());
    if (decidedOf(register.ofCounter(command.card().digits(), command.counter())).isPresent()) {
      return cloned(card);
    }
    CommandOwner owner = ownerOf(command.owner());
    owner.lock(command.owner().id());
    owner.contradicted(command.owner().id(), now);
    stop(card, StopReason.MISMATCH);
    return Verdict.ACCEPTED;
  }

  private Verdict cloned(Card card) {
    stop(card, StopReason.CLONE);
    return Verdict.STOPPED;
  }

  private static void stop(Card card, StopReason reason) {
    card.stop(reason);
    LOG.log(Level.ERROR, "ALARM: card {0} stopped: {1}", card.number().masked(), reason);
  }

  private Card lock(ProvenCard card) {
    return lock(card.number().digits());
  }

  private Card lock(String cardNumber) {
    return entities.find(Card.class, cardNumber, LockModeType.PESSIMISTIC_WRITE);
  }

  private void lockOwners(List<IssuedCommand> commands) {
    commands.stream()
        .map(IssuedCommand::owner)
        .distinct()
        .sorted(Comparator.comparing(Owner::id))
        .forEach(owner -> ownerOf(owner).lock(owner.id()));
  }

  private CommandOwner ownerOf(Owner owner) {
    return owners.stream()
        .filter(candidate -> candidate.kind() == owner.kind())
        .findFirst()
        .orElseThrow();
  }

  private static Optional<IssuedCommand> ofChallenge(
      List<IssuedCommand> commands, ProvenCard card) {
    byte[] challenge = card.initialize().challenge();
    return commands.stream()
        .filter(command -> Arrays.equals(command.challenge(), challenge))
        .findFirst();
  }

  private static Optional<IssuedCommand> decidedOf(List<IssuedCommand> commands) {
    return commands.stream()
        .filter(
            command ->
                command.state() == CommandState.DONE || command.state() == CommandState.DECLINED)
        .findFirst();
  }
}

package fiveseal.card;

import fiveseal.keys.KeyVault;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a card's answer: finds the command whose answer it is, by its MAC alone, and has written
 * what it proves. An answer is taken in every state, however late.
 */
@ApplicationScoped
public class CardAnswers {
  private static final int ANSWER_BYTES = 64;

  @Inject KeyVault vault;
  @Inject CardRegister register;
  @Inject CardDesk desk;
  @Inject Clock clock;
  @Inject Owners owners;

  /** A command and the card's own word on it, empty if it is no answer that we know. */
  private record Match(IssuedCommand command, Optional<CardAnswer> answer) {
    boolean fits() {
      return answer.filter(said -> AnswerRules.fits(command.terms(), said)).isPresent();
    }
  }

  /**
   * Takes an answer that came for one of the owner's commands, though another's may have won.
   *
   * @return the command whose answer it is
   * @throws ProtocolException {@code answer-not-accepted} if it proves nothing; {@code
   *     card-declined} if the owner's own command was declined
   */
  public IssuedCommand take(Owner owner, long counter, byte[] answer) {
    requireLength(answer);
    for (String cardNumber : register.cardsOf(owner, counter)) {
      Optional<IssuedCommand> decided = take(candidates(owner, cardNumber, counter), answer);
      if (decided.isPresent()) {
        throwIfDeclined(owner, decided.get());
        return decided.get();
      }
    }
    throw notAccepted();
  }

  /**
   * Takes an answer that a card gave to whatever command consumed the counter.
   *
   * @throws ProtocolException {@code answer-not-accepted} if it proves nothing
   */
  public void take(CardNumber card, long counter, byte[] answer) {
    requireLength(answer);
    if (take(register.ofCounter(card.digits(), counter), answer).isEmpty()) {
      throw notAccepted();
    }
  }

  private static void requireLength(byte[] answer) {
    if (answer.length != ANSWER_BYTES) {
      throw ProtocolException.malformed("answer has not 64 bytes");
    }
  }

  private static ProtocolException notAccepted() {
    return new ProtocolException(
        ErrorCode.ANSWER_NOT_ACCEPTED, "no command of this counter has this answer");
  }

  private Optional<IssuedCommand> take(List<IssuedCommand> candidates, byte[] answer) {
    Optional<IssuedCommand> known =
        candidates.stream().filter(command -> command.wasAnsweredBy(answer)).findFirst();
    if (known.isPresent()) {
      return known;
    }
    return match(candidates, answer).map(match -> accept(match, answer));
  }

  private IssuedCommand accept(Match match, byte[] answer) {
    Instant now = clock.instant();
    if (!match.fits()) {
      if (desk.contradict(match.command(), answer, now) == CardDesk.Verdict.STOPPED) {
        throw cloned();
      }
      return match.command();
    }
    CardAnswer said = match.answer().orElseThrow();
    CommandOwner.Decision decision =
        owners.of(match.command().owner()).prepare(match.command(), said, now);
    CardDesk.Verdict verdict = desk.accept(match.command(), said, answer, decision, now);
    if (verdict == CardDesk.Verdict.STOPPED) {
      throw cloned();
    }
    return register.command(match.command().id());
  }

  private static ProtocolException cloned() {
    return new ProtocolException(
        ErrorCode.CARD_STOPPED, "another authentic answer exists for this counter");
  }

  private Optional<Match> match(List<IssuedCommand> candidates, byte[] answer) {
    for (IssuedCommand command : candidates) {
      try (CardKey key = vault.cardKey(command.card(), command.keyVersion())) {
        return Optional.of(
            new Match(
                command,
                key.open(answer, command.ciphertext(), command.counter(), command.challenge())));
      } catch (ProtocolException e) {
        if (e.code() != ErrorCode.ANSWER_NOT_ACCEPTED) {
          throw e;
        }
      }
    }
    return Optional.empty();
  }

  private static void throwIfDeclined(Owner owner, IssuedCommand decided) {
    if (decided.owner().equals(owner) && decided.state() == CommandState.DECLINED) {
      throw new ProtocolException(
          ErrorCode.CARD_DECLINED,
          "the card declined: " + decided.result(),
          Map.of("result", decided.result().code()));
    }
  }

  /** The owner's own first, since it is the likeliest. */
  private List<IssuedCommand> candidates(Owner owner, String cardNumber, long counter) {
    return register.ofCounter(cardNumber, counter).stream()
        .sorted(Comparator.comparing((IssuedCommand command) -> !command.owner().equals(owner)))
        .toList();
  }
}

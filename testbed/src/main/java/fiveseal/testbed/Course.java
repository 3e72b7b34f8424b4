package fiveseal.testbed;

import fiveseal.protocol.card.Initialize;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One payment or load, taken step by step by its parties. Every step may be taken again: it sends
 * the same bytes.
 */
abstract class Course {

  private final Lane lane;
  private Http.Reply lastReply;
  private Initialize initialize;
  private byte[] answer;

  Course(Lane lane) {
    this.lane = lane;
  }

  final Lane lane() {
    return lane;
  }

  final Parties parties() {
    return lane.parties();
  }

  final Books books() {
    return parties().books();
  }

  /** The steps in their order. */
  abstract List<Step> steps();

  /** The settlement's or update's id; empty as long as nobody was told. */
  abstract Optional<String> id();

  /** Amount in minor units. */
  abstract long amountMinor();

  /**
   * Takes a step.
   *
   * @throws NoAnswer if its request or its answer was lost
   * @throws Refused if it was answered otherwise than with 2xx
   */
  abstract void take(Step step);

  /** The request that a step consists of, on its link. */
  abstract Predicate<FaultyLink.Call> callOf(Step step);

  /** The link that a step's request takes. */
  abstract FaultyLink linkOf(Step step);

  /**
   * What the database says of it now: A, S (requested, no command), H, Y or Z.
   *
   * @throws Trouble if value moved otherwise than that allows
   */
  abstract Letter standing();

  /** The card's session, begun when it is first asked for. */
  final Initialize session() {
    if (initialize == null) {
      initialize = lane.holder().touch();
    }
    return initialize;
  }

  /** Forgets the card's session: the next command is for a new challenge. */
  final void beginNewSession() {
    initialize = null;
  }

  /** EXECUTE; its answer is kept. */
  final void execute(byte[] command) {
    answer = lane.holder().execute(command);
  }

  /** What the card answered to the command. */
  final byte[] answer() {
    return answer.clone();
  }

  /**
   * Takes what the card kept, as GET ANSWER gives it.
   *
   * @return whether the card executed a command of that counter at all
   */
  final boolean useStoredAnswer() {
    try {
      lane.holder().touch();
      Optional<byte[]> stored = lane.holder().purse().answer(initialize.counter());
      stored.ifPresent(bytes -> answer = bytes);
      return stored.isPresent();
    } catch (IOException e) {
      throw new Trouble("The card did not answer.", e);
    }
  }

  /** Whether it has come to its good end, with everything that belongs to it stored. */
  abstract boolean isFinished();

  /** Takes all steps before that one. */
  final void upTo(Step step) {
    for (Step earlier : steps()) {
      if (earlier == step) {
        return;
      }
      take(earlier);
    }
  }

  /** Takes that step and all after it. */
  final void finishFrom(Step step) {
    boolean begun = false;
    for (Step next : steps()) {
      begun |= next == step;
      if (begun) {
        take(next);
      }
    }
    requireFinished();
  }

  /** Takes every step. */
  final void whole() {
    finishFrom(steps().get(0));
  }

  final void requireFinished() {
    if (!isFinished() || standing() != Letter.Y) {
      throw new Trouble(this + " is not finished.");
    }
  }

  /** Takes a step that must not be answered. */
  final void takeUnanswered(Step step) {
    try {
      take(step);
    } catch (NoAnswer expected) {
      return;
    }
    throw new Trouble(step + " of " + this + " was answered although its fault was injected.");
  }

  /** The answer that a step ended with. */
  final Http.Reply lastReply() {
    return lastReply;
  }

  final Http.Reply keep(Http.Reply reply) {
    lastReply = Refused.unless2xx(reply);
    return lastReply;
  }

  static void hold(boolean condition, String otherwise) {
    if (!condition) {
      throw new Trouble(otherwise);
    }
  }
}

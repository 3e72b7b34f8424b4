package fiveseal.testbed;

import static fiveseal.testbed.Course.hold;
import static fiveseal.testbed.Doubts.seen;

import fiveseal.protocol.card.CardException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Requests lost, answers lost, twice, late, at every step but P5, whose request is the manager's
 * own: see {@link DeliveryFaults}.
 */
final class NetworkFaults {

  /** For what shall expire during the run: enough to be issued, soon enough to be waited for. */
  static final long SHORT_SECONDS = 8;

  /** How long after {@code exp} the addressee still takes a message. */
  private static final long TOLERANCE_SECONDS = 60;

  private final Lane lane;
  private final Parties parties;

  /** Which of the ways of a cell is taken. */
  private final int variant;

  NetworkFaults(Lane lane, int variant) {
    this.lane = lane;
    this.parties = lane.parties();
    this.variant = variant;
  }

  private boolean isEven() {
    return variant % 2 == 0;
  }

  private Course course(Step step) {
    return step.ofPayment() ? Purchase.at(lane.shop(), lane) : new Loading(lane);
  }

  /** Brings a course to a step and injects a fault there. */
  private FaultyLink.Injection inject(Course course, Step step, FaultyLink.Way way) {
    course.upTo(step);
    return course.linkOf(step).inject(way, course.callOf(step));
  }

  private static void requireHappened(FaultyLink.Injection injection) {
    hold(injection.happened(), "The fault did not happen.");
  }

  List<Letter> requestLost(Step step) {
    Course course = course(step);
    FaultyLink.Injection injection = inject(course, step, FaultyLink.Way.LOSE_REQUEST);
    course.takeUnanswered(step);
    requireHappened(injection);
    hold(injection.answers().isEmpty(), "The lost request arrived.");
    return switch (step) {
      case P1, U1, P2, U2 -> {
        Letter letter = course.standing();
        course.take(step);
        requireStored(course, step);
        course.finishFrom(next(course, step));
        yield seen(letter);
      }
      case P3, U3 -> notExecuted(course);
      case P4, U4 -> answerNotTold(course, step);
      case P6 -> {
        String state = ((Purchase) course).seenByStore();
        course.finishFrom(step);
        yield seen(state.equals("COMPLETED") ? Letter.O : Letter.X);
      }
      default -> throw new IllegalArgumentException(step.name());
    };
  }

  private static Step next(Course course, Step step) {
    return course.steps().get(course.steps().indexOf(step) + 1);
  }

  /** The same again is answered with the same bytes. */
  private static void requireStored(Course course, Step step) {
    String first = course.lastReply().body();
    course.take(step);
    hold(
        course.lastReply().body().equals(first),
        step + " of " + course + " taken twice was answered with two bodies.");
  }

  /**
   * The command did not reach the card: proven by another payment, or a new command is asked for.
   */
  private List<Letter> notExecuted(Course course) {
    Letter first = Doubts.requireHeld(course);
    if (isEven()) {
      Letter proven = Doubts.endedByAnotherPayment(course);
      Doubts.again(course);
      return seen(first, proven);
    }
    Doubts.again(course);
    return seen(first, course.standing());
  }

  private List<Letter> answerNotTold(Course course, Step step) {
    Letter first = Doubts.requireHeld(course);
    if (isEven()) {
      course.finishFrom(step);
      return seen(first, course.standing());
    }
    // The client device forgot everything: only the card knows.
    Letter proven = Doubts.touch(course);
    finishReceipt(course);
    return seen(first, proven);
  }

  /** The store's part, after the card's answer came by another way than the client's. */
  private static void finishReceipt(Course course) {
    if (course instanceof Purchase purchase) {
      purchase.finishFrom(Step.P5);
    } else {
      course.requireFinished();
    }
  }

  List<Letter> answerLost(Step step) {
    Course course = course(step);
    FaultyLink.Injection injection = inject(course, step, FaultyLink.Way.LOSE_ANSWER);
    course.takeUnanswered(step);
    requireHappened(injection);
    hold(injection.answers().size() == 1, "The request did not arrive.");
    if (step.onCard()) {
      return executedUnknown(course);
    }
    // As the answer is lost, the letter is what the database says before anything is repeated.
    boolean stored = course.standing() != Letter.A;
    course.take(step);
    hold(
        course.lastReply().body().equals(injection.answers().get(0).body()),
        "The same request is answered with other bytes than those that were lost.");
    finishAfter(course, step);
    return seen(stored ? Letter.S : Letter.A);
  }

  private static void finishAfter(Course course, Step step) {
    if (step == Step.P6 || step == Step.U4) {
      course.requireFinished();
    } else {
      course.finishFrom(next(course, step));
    }
  }

  /** The card has debited, and nobody knows. */
  private List<Letter> executedUnknown(Course course) {
    Letter first = Doubts.requireHeld(course);
    Step answer = course.steps().get(3);
    if (isEven()) {
      Letter proven = Doubts.touch(course);
      finishReceipt(course);
      return seen(first, proven);
    }
    hold(course.useStoredAnswer(), "The card does not know the answer that was lost.");
    course.finishFrom(answer);
    return seen(first, course.standing());
  }

  List<Letter> twice(Step step) {
    Course course = course(step);
    FaultyLink.Injection injection =
        inject(course, step, isEven() ? FaultyLink.Way.TWICE : FaultyLink.Way.TWICE_AT_ONCE);
    if (step.onCard()) {
      return executedTwice(course, step, injection);
    }
    course.take(step);
    requireTwice(injection);
    hold(
        injection.answers().stream().map(FaultyLink.Answer::body).distinct().count() == 1,
        "The same request twice has two answers.");
    finishAfter(course, step);
    return seen(Letter.S);
  }

  private static void requireTwice(FaultyLink.Injection injection) {
    requireHappened(injection);
    hold(injection.answers().size() == 2, "The request did not arrive twice.");
  }

  private List<Letter> executedTwice(Course course, Step step, FaultyLink.Injection injection) {
    long before = lane.holder().balance();
    course.beginNewSession();
    course.take(course.steps().get(1));
    try {
      course.take(step);
    } catch (CardException refusedTheSecond) {
      hold(course.useStoredAnswer(), "The card does not know its own answer.");
    }
    requireTwice(injection);
    hold(
        injection.answers().stream().filter(answer -> answer.body().contains("9000\"")).count()
            == 1,
        "The card did not execute exactly one of two equal commands.");
    course.finishFrom(course.steps().get(3));
    long change = course instanceof Purchase ? -course.amountMinor() : course.amountMinor();
    hold(lane.holder().balance() == before + change, "The balance did not change exactly once.");
    return seen(Letter.S);
  }

  List<Letter> late(Step step) {
    return switch (step) {
      case P1 -> requestAfterItsTime();
      case P2 -> informationAfterItsTime();
      case U2 -> updateAfterItsTime();
      case P3, U3 -> commandLate(step);
      case P4 -> answerAfterExpiry();
      case U1, U4, P6 -> afterTheRetry(step);
      default -> throw new IllegalArgumentException(step.name());
    };
  }

  private List<Letter> requestAfterItsTime() {
    long now = parties.direct().now();
    Purchase purchase =
        Purchase.signedAt(now - 120, now - TOLERANCE_SECONDS + 1, lane.shop(), lane);
    FaultyLink.Injection injection = inject(purchase, Step.P1, FaultyLink.Way.LATE);
    purchase.takeUnanswered(Step.P1);
    requireHappened(injection);
    awaitTime(now + 2);
    FaultyLink.Answer answer = injection.release().orElseThrow();
    hold(
        answer.status() == 422 && answer.body().contains("message-refused"),
        "A request after its time was answered with " + answer + ".");
    Letter letter = purchase.standing() == Letter.A ? Letter.X : purchase.standing();
    Doubts.requirePays(lane);
    return seen(letter);
  }

  private void awaitTime(long seconds) {
    Wait.until(
        Duration.ofSeconds(30), () -> parties.direct().now() > seconds, "The time did not come.");
  }

  private List<Letter> informationAfterItsTime() {
    Purchase purchase = Purchase.lasting(SHORT_SECONDS, lane.shop(), lane);
    FaultyLink.Injection injection = inject(purchase, Step.P2, FaultyLink.Way.LOSE_ANSWER);
    purchase.takeUnanswered(Step.P2);
    requireHappened(injection);
    purchase.awaitState("IN_DOUBT");
    String late = injection.answers().get(0).body();
    hold(
        !Purchase.isTimely(late, parties.direct().now() + TOLERANCE_SECONDS + SHORT_SECONDS),
        "The client device would execute message 2 after its time.");
    Letter first = Doubts.requireHeld(purchase);
    Letter proven = isEven() ? Doubts.touch(purchase) : Doubts.endedByAnotherPayment(purchase);
    hold(purchase.seenByStore().equals("EXPIRED"), purchase + " has not expired.");
    Doubts.requirePays(lane);
    return seen(first, proven);
  }

  private List<Letter> updateAfterItsTime() {
    Loading loading = new Loading(lane);
    FaultyLink.Injection injection = inject(loading, Step.U2, FaultyLink.Way.LOSE_ANSWER);
    loading.takeUnanswered(Step.U2);
    requireHappened(injection);
    hold(
        !Loading.isTimely(
            injection.answers().get(0).body(), parties.direct().now() + 24 * 3600 + 3600),
        "The client device would execute message 5 after its time.");
    Letter first = Doubts.requireHeld(loading);
    Doubts.again(loading);
    return seen(first, loading.standing());
  }

  /** Executed as soon as it arrives, unless the card was touched in between. */
  private List<Letter> commandLate(Step step) {
    Course course = course(step);
    FaultyLink.Injection injection = inject(course, step, FaultyLink.Way.LATE);
    course.takeUnanswered(step);
    requireHappened(injection);
    Doubts.requireHeld(course);
    if (isEven()) {
      requireStatusWord(injection.release(), "9000");
      Letter proven = Doubts.touch(course);
      finishReceipt(course);
      return seen(proven);
    }
    lane.holder().touch();
    requireStatusWord(injection.release(), "6982");
    Letter proven = Doubts.endedByAnotherPayment(course);
    Doubts.again(course);
    return seen(proven);
  }

  private static void requireStatusWord(Optional<FaultyLink.Answer> answer, String word) {
    hold(
        answer.isPresent() && answer.get().body().contains(word + "\""),
        "The late command was answered with " + answer + " instead of " + word + ".");
  }

  private List<Letter> answerAfterExpiry() {
    Purchase purchase = Purchase.lasting(SHORT_SECONDS, lane.shop(), lane);
    FaultyLink.Injection injection = inject(purchase, Step.P4, FaultyLink.Way.LATE);
    purchase.takeUnanswered(Step.P4);
    requireHappened(injection);
    purchase.awaitState("IN_DOUBT");
    Doubts.requireHeld(purchase);
    hold(injection.release().orElseThrow().status() == 200, "A late answer was refused.");
    Letter proven = purchase.standing();
    purchase.finishFrom(Step.P5);
    return seen(proven);
  }

  /** It arrives when the same, sent again, has long been answered. */
  private List<Letter> afterTheRetry(Step step) {
    Course course = course(step);
    FaultyLink.Injection injection = inject(course, step, FaultyLink.Way.LATE);
    course.takeUnanswered(step);
    requireHappened(injection);
    Letter before = course.standing();
    course.take(step);
    FaultyLink.Answer late = injection.release().orElseThrow();
    hold(
        late.status() == course.lastReply().status()
            && late.body().equals(course.lastReply().body()),
        "The late request was answered with " + late + ".");
    Letter letter =
        switch (step) {
          case U1 -> before;
          case U4 -> course.standing();
          default -> Letter.S;
        };
    finishAfter(course, step);
    return seen(letter);
  }
}

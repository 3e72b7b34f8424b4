package fiveseal.testbed;

import static fiveseal.testbed.Course.hold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A course that stands at a step when something is killed: either its request was answered and the
 * answer never came back, or its request is on its way.
 */
final class Parked {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final FaultCell cell;
  private final Course course;
  private final boolean answered;
  private FaultyLink.Injection injection;
  private ExecutorService threads;
  private Future<?> sending;
  private boolean escaped;
  private boolean failedClosed;
  private RuntimeException failure;

  /**
   * @param answered whether the manager has committed before it happens
   */
  Parked(FaultCell cell, Lane lane, boolean answered) {
    this.cell = cell;
    this.answered = answered;
    this.course = cell.step().ofPayment() ? Purchase.at(lane.shop(), lane) : new Loading(lane);
  }

  private Step step() {
    return cell.step();
  }

  /**
   * Brings the course to its step. What the step needs beside its request is there after that, a
   * card and its session: an outage that struck while a new card gets its first load would leave it
   * in a doubt that no run looks after.
   */
  void park() {
    course.lane().holder();
    if (step() == Step.P5) {
      course.upTo(Step.P4);
      inject(answered ? FaultyLink.Way.LOSE_ANSWER : FaultyLink.Way.LOSE_REQUEST);
      course.take(Step.P4);
      Wait.until(SOON, injection::happened, "Message 3 was not pushed.");
      return;
    }
    course.upTo(step());
    if (step() == Step.P2 || step() == Step.U2) {
      course.session();
    }
    if (answered) {
      inject(FaultyLink.Way.LOSE_ANSWER);
      course.takeUnanswered(step());
      hold(injection.happened() && !injection.answers().isEmpty(), "The fault did not happen.");
    }
  }

  private void inject(FaultyLink.Way way) {
    injection = course.linkOf(step()).inject(way, course.callOf(step()));
  }

  /** From now on {@link #send} can be called. */
  void sendLaterOn(ExecutorService executor) {
    threads = executor;
  }

  /**
   * Sends the step's request and does not wait.
   *
   * @return whether there was one to send
   */
  boolean send() {
    if (answered || step() == Step.P5) {
      return false;
    }
    sending = threads.submit(() -> course.take(step()));
    return true;
  }

  /** Waits until the request on its way has been answered or has broken off. */
  void awaitEnd() {
    if (sending == null) {
      return;
    }
    try {
      sending.get();
      escaped = true;
    } catch (ExecutionException e) {
      if (!isOutage(e.getCause())) {
        failure = new Trouble("A request during an outage: " + e.getCause().getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  static boolean isOutage(Throwable e) {
    return e instanceof NoAnswer
        || (e instanceof Refused refused && refused.reply().status() == 503);
  }

  /** While it lasts, the same request is not answered with a success. */
  void requireFailsClosed() {
    if (escaped) {
      return;
    }
    try {
      if (step() == Step.P5) {
        ((Purchase) course).fetchCompletion();
      } else {
        course.take(step());
      }
      failure = new Trouble(step() + " of " + course + " was answered during the outage.");
    } catch (Trouble e) {
      failedClosed = isOutage(e);
      if (!failedClosed) {
        failure = e;
      }
    }
  }

  /** What became of it, and the retry of everybody. */
  void settle(FaultReport report, Afterwards later) {
    boolean well;
    if (escaped) {
      // Its request was answered before anything broke: no run of this cell, but no less true.
      well = report.alsoWell(cell, this::finish);
    } else {
      well = report.run(cell, () -> seen(later));
    }
    if (!well) {
      course.lane().newCard();
    }
  }

  private void finish() {
    if (step() == Step.P2 || step() == Step.U2) {
      // A message for a session that the reader has forgotten is of no use any more.
      Doubts.again(course);
    } else {
      course.finishFrom(step());
    }
  }

  private List<Letter> seen(Afterwards later) {
    if (failure != null) {
      throw failure;
    }
    List<Letter> letters = new ArrayList<>();
    if (failedClosed) {
      letters.add(Letter.F);
    }
    letters.add(observed(course, step()));
    retry(later);
    return letters;
  }

  /** What the database says, in the words of the table. */
  static Letter observed(Course course, Step step) {
    Letter standing = course.standing();
    return switch (step) {
      case P1, U1 -> standing == Letter.A ? Letter.A : Letter.S;
      case P2, U2 -> standing == Letter.S || standing == Letter.H ? Letter.S : standing;
      case P5 -> standing == Letter.Y ? Letter.O : standing;
      case P6 -> course.isFinished() ? Letter.S : Letter.A;
      default -> standing;
    };
  }

  private void retry(Afterwards later) {
    switch (step()) {
      case P1, U1 -> {
        takeAgain();
        course.finishFrom(course.steps().get(1));
      }
      case P2, U2 -> {
        takeAgain();
        // The reader lost power too: a message for an ended session is of no use any more.
        Doubts.again(course);
      }
      case P5 ->
          later
              .of(cell)
              .then(
                  () -> {
                    ((Purchase) course).requireDelivered(1);
                    course.finishFrom(Step.P5);
                  });
      default -> {
        takeAgain();
        if (step() != Step.P6 && step() != Step.U4) {
          course.finishFrom(Step.P5);
        }
        course.requireFinished();
      }
    }
    if (step() != Step.P5) {
      course.lane().requireAgreement();
    }
  }

  /** What was answered before must be answered again with the same bytes. */
  private void takeAgain() {
    course.take(step());
    if (answered) {
      hold(
          course.lastReply().body().equals(injection.answers().get(0).body()),
          step() + " of " + course + " is answered otherwise than before the outage.");
    }
  }
}

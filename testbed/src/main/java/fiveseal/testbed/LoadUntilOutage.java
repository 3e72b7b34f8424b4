package fiveseal.testbed;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Pays and loads with one card until something breaks. */
final class LoadUntilOutage {

  private final Lane lane;
  private final Future<?> running;
  private volatile Course course;
  private volatile Step step;
  private volatile Throwable broken;

  LoadUntilOutage(Lane lane, ExecutorService threads) {
    this.lane = lane;
    lane.holder();
    this.running = threads.submit(this::run);
  }

  private void run() {
    for (int i = 0; broken == null; i++) {
      try {
        begin(i);
        for (Step next : course.steps()) {
          step = next;
          course.take(next);
        }
      } catch (RuntimeException e) {
        broken = e;
      }
    }
  }

  private void begin(int i) {
    step = null;
    course = null;
    course = i % 2 == 0 ? Purchase.at(lane.shop(), lane) : new Loading(lane);
  }

  void awaitEnd() {
    try {
      running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  /** Looks at what was begun, goes on with it, and counts it for the step that broke. */
  void settle(FaultKind kind, FaultReport report) {
    if (step == null) {
      return;
    }
    Optional<FaultCell> cell = FaultTable.cell(step, kind);
    try {
      if (cell.isPresent() && kind == FaultKind.SERVER_KILLED) {
        if (!report.run(cell.get(), this::seen)) {
          lane.newCard();
        }
      } else {
        // No cell for this step, or the outage itself was not looked at from here.
        goOn();
      }
    } catch (RuntimeException e) {
      report.violation("Under load, " + kind.label() + " at " + step + ": " + e.getMessage());
      lane.newCard();
    }
  }

  private List<Letter> seen() {
    Letter letter = Parked.observed(course, step);
    goOn();
    return List.of(letter);
  }

  private void goOn() {
    switch (step) {
      case P1, U1 -> course.whole();
      case P2, U2 -> Doubts.again(course);
      case P3, U3 -> {
        if (course.useStoredAnswer()) {
          course.finishFrom(course.steps().get(3));
        } else {
          Doubts.again(course);
        }
      }
      case P5 -> {
        ((Purchase) course).fetchCompletion();
        course.finishFrom(Step.P6);
      }
      default -> course.finishFrom(step);
    }
    lane.requireAgreement();
  }
}

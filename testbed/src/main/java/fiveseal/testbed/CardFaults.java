package fiveseal.testbed;

import static fiveseal.testbed.Course.hold;
import static fiveseal.testbed.Doubts.seen;

import java.util.List;
import java.util.Map;

/** The card torn from its reader while it debits or credits. */
final class CardFaults {

  private final Lane lane;
  private final int variant;

  CardFaults(Lane lane, int variant) {
    this.lane = lane;
    this.variant = variant;
  }

  private Course course(Step step) {
    if (!step.ofPayment()) {
      return new Loading(lane);
    }
    return variant % 2 == 0
        ? Purchase.at(lane.shop(), lane)
        : Purchase.lasting(NetworkFaults.SHORT_SECONDS, lane.shop(), lane);
  }

  /** Power fails at some write before the card's commit: the card is as it was. */
  List<Letter> tornBefore(Step step) {
    Course course = course(step);
    course.upTo(step);
    // The challenge's own bytes are transient; the first writes are those of the transaction.
    tear(course, step, 1 + variant * 3L);
    Letter first = Doubts.requireHeld(course);
    Letter proven;
    if (course instanceof Purchase purchase && variant % 2 == 1) {
      purchase.awaitState("IN_DOUBT");
      proven = Doubts.touch(purchase);
      hold(purchase.seenByStore().equals("EXPIRED"), purchase + " has not expired.");
    } else {
      proven = Doubts.endedByAnotherPayment(course);
      Doubts.again(course);
    }
    lane.requireAgreement();
    return seen(first, proven);
  }

  /** Power fails when all is written and the answer not sent. */
  List<Letter> tornAfter(Step step) {
    Course course = course(step);
    course.upTo(step);
    tear(course, step, "answer");
    Letter first = Doubts.requireHeld(course);
    if (course instanceof Purchase purchase && variant % 2 == 1) {
      purchase.awaitState("IN_DOUBT");
    }
    Letter proven = Doubts.touch(course);
    if (step.ofPayment()) {
      course.finishFrom(Step.P5);
    }
    course.requireFinished();
    lane.requireAgreement();
    return seen(first, proven);
  }

  private void tear(Course course, Step step, Object at) {
    lane.parties()
        .direct()
        .http()
        .postJson("/card-sim/api/v1/readers/" + lane.reader() + "/faults", Map.of("tearAt", at))
        .require(204);
    try {
      course.take(step);
    } catch (Trouble torn) {
      hold(torn.getMessage().contains("card-torn"), "Not torn: " + torn.getMessage());
      return;
    }
    throw new Trouble("The card was not torn at " + at + ".");
  }
}

package fiveseal.testbed;

import static fiveseal.testbed.Course.hold;

import java.time.Duration;

/**
 * A course that meets a manager whose clock is off at one step: prepared by the true clock, taken
 * by the false one, ended by the true one.
 */
final class ClockRun {

  private static final long LONG_SECONDS = 20 * 3600;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final FaultCell cell;
  private final Course course;

  /** Of the manager's clock, seconds. */
  private final long shift;

  private Letter seen;

  ClockRun(FaultCell cell, Lane lane, long shift) {
    this.cell = cell;
    this.shift = shift;
    Parties.Shop shop = lane.parties().shop();
    this.course =
        switch (cell.step()) {
          // They have expired by a clock that is ahead.
          case P1, P4 -> Purchase.at(shop, lane);
          case P2, P3, P5, P6 -> Purchase.lasting(LONG_SECONDS, shop, lane);
          default -> new Loading(lane);
        };
  }

  FaultCell cell() {
    return cell;
  }

  Lane lane() {
    return course.lane();
  }

  void prepare() {
    switch (cell.step()) {
      case P1 -> {}
      case P5 -> course.upTo(Step.P4);
      case U1 -> voucherExpiresIn("1 hour");
      default -> course.upTo(cell.step());
    }
  }

  /** A voucher lives for a year; a clock need not be off by that much. */
  private void voucherExpiresIn(String interval) {
    course
        .books()
        .rows(
            "update settlement.voucher set expires_at = now() + '"
                + interval
                + "'::interval where voucher_digest = ? returning 1",
            ((Loading) course).voucherDigest());
  }

  void act() {
    seen =
        switch (cell.step()) {
          case P1 -> refused("message-refused");
          case U1 -> refused("funding-refused");
          case P2 -> information();
          case U2 -> update();
          case P5 -> pushed();
          case P6 -> {
            course.take(Step.P6);
            yield course.isFinished() ? Letter.S : Letter.A;
          }
          default -> {
            course.take(cell.step());
            yield course.standing();
          }
        };
  }

  private Letter refused(String code) {
    try {
      course.take(cell.step());
    } catch (Refused e) {
      hold(e.reply().code().filter(code::equals).isPresent(), e.getMessage());
      return course.standing() == Letter.A ? Letter.X : course.standing();
    }
    throw new Trouble(course + " was accepted by a clock that is " + shift + " s off.");
  }

  private Letter information() {
    course.take(Step.P2);
    long now = course.parties().direct().now();
    // A manager that is behind tells no time that offends: then the holder's clock is ahead.
    long clientsNow = shift > 0 ? now : now + LONG_SECONDS + 3600;
    hold(
        !Purchase.isTimely(((Purchase) course).information(), clientsNow),
        "The client device would execute message 2 by clocks that differ.");
    return course.standing();
  }

  private Letter update() {
    course.take(Step.U2);
    hold(
        !Loading.isTimely(((Loading) course).update(), course.parties().direct().now()),
        "The client device would execute message 5 by clocks that differ.");
    return course.standing();
  }

  private Letter pushed() {
    FaultyLink.Injection injection =
        course.linkOf(Step.P5).inject(FaultyLink.Way.LOSE_REQUEST, course.callOf(Step.P5));
    course.take(Step.P4);
    Wait.until(SOON, injection::happened, "Message 3 was not pushed.");
    return course.standing() == Letter.Y ? Letter.O : course.standing();
  }

  /** Everybody's clock is right again. */
  Letter settle() {
    switch (cell.step()) {
      case P1 -> course.whole();
      case U1 -> {
        voucherExpiresIn("1 year");
        course.whole();
      }
      case P2, U2 -> Doubts.again(course);
      case P4 -> course.finishFrom(Step.P5);
      case P5 -> {
        // The next attempt is at a time that is far away now: the store asks.
        ((Purchase) course).fetchCompletion();
        course.finishFrom(Step.P6);
      }
      default -> course.requireFinished();
    }
    course.lane().requireAgreement();
    return seen;
  }
}

package fiveseal.testbed;

import static fiveseal.testbed.Course.hold;

import java.util.List;

/** How a doubt about a card's command is looked at, and how the card's own word ends it. */
final class Doubts {

  private Doubts() {}

  /** The course is in doubt: value is held, its command open, nothing concluded. */
  static Letter requireHeld(Course course) {
    hold(course.standing() == Letter.H, course + " is not in doubt: " + course.standing() + ".");
    if (course instanceof Purchase purchase) {
      String seen = purchase.seenByStore();
      hold(
          seen.equals("ISSUED") || seen.equals("IN_DOUBT"),
          "The store sees " + seen + " of " + course + ".");
    }
    return Letter.H;
  }

  /** The holder touches the reader again, and the client device presents the card. */
  static Letter touch(Course course) {
    Touch.of(course.parties().clientSide(), course.lane().holder());
    return course.standing();
  }

  /** The card is not in its doubt any more: it pays. */
  static void requirePays(Lane lane) {
    Purchase.at(lane.shop(), lane).whole();
    lane.requireAgreement();
  }

  /**
   * The card pays something else with the same counter: its answer is the proof that the command in
   * doubt was not executed.
   */
  static Letter endedByAnotherPayment(Course course) {
    requirePays(course.lane());
    return course.standing();
  }

  /** What was proven not to be executed is begun again with the same card, and is paid once. */
  static void again(Course course) {
    course.beginNewSession();
    course.finishFrom(course.steps().get(1));
  }

  /** What was seen, in its order. */
  static List<Letter> seen(Letter... letters) {
    return List.of(letters);
  }
}

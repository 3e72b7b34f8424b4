package fiveseal.testbed;

import static fiveseal.testbed.Course.hold;
import static fiveseal.testbed.Doubts.seen;

import java.time.Duration;
import java.util.List;

/** Message 3 on its way to the store, and stores that are down. */
final class DeliveryFaults {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Lane lane;
  private final Parties parties;
  private final int variant;

  /** What takes longer than a run should. */
  private final Later later;

  /** Keeps what has to be looked at after everything else. */
  interface Later {

    void then(Runnable check);
  }

  DeliveryFaults(Lane lane, int variant, Later later) {
    this.lane = lane;
    this.parties = lane.parties();
    this.variant = variant;
    this.later = later;
  }

  private Letter standingOf(Purchase purchase) {
    hold(purchase.standing() == Letter.Y, purchase + " is not completed.");
    return parties.books().deliveryIsAcknowledged(purchase.id().orElseThrow())
        ? Letter.S
        : Letter.O;
  }

  private Purchase completed(Purchase purchase) {
    purchase.upTo(Step.P5);
    return purchase;
  }

  private FaultyLink.Injection completedWith(Purchase purchase, FaultyLink.Way way) {
    purchase.upTo(Step.P4);
    FaultyLink.Injection injection = purchase.linkOf(Step.P5).inject(way, purchase.callOf(Step.P5));
    purchase.take(Step.P4);
    Wait.until(SOON, injection::happened, "The fault did not happen.");
    return injection;
  }

  List<Letter> requestLost() {
    Purchase purchase = Purchase.at(lane.shop(), lane);
    completedWith(purchase, FaultyLink.Way.LOSE_REQUEST);
    Letter letter = standingOf(purchase);
    if (variant % 2 == 0) {
      purchase.fetchCompletion();
      purchase.finishFrom(Step.P6);
    } else {
      later.then(() -> deliveredAgain(purchase, 1));
    }
    return seen(letter);
  }

  List<Letter> answerLost() {
    Purchase purchase = Purchase.at(lane.shop(), lane);
    completedWith(purchase, FaultyLink.Way.LOSE_ANSWER);
    Letter letter = standingOf(purchase);
    later.then(() -> deliveredAgain(purchase, 2));
    return seen(letter);
  }

  /** The manager tries again until it is acknowledged, with the same bytes. */
  private void deliveredAgain(Purchase purchase, int times) {
    purchase.requireDelivered(times);
    String id = purchase.id().orElseThrow();
    Wait.until(
        SOON, () -> parties.books().deliveryIsAcknowledged(id), id + " stays unacknowledged.");
    purchase.finishFrom(Step.P5);
  }

  List<Letter> twice() {
    Purchase purchase = Purchase.at(lane.shop(), lane);
    FaultyLink.Injection injection =
        completedWith(
            purchase, variant % 2 == 0 ? FaultyLink.Way.TWICE : FaultyLink.Way.TWICE_AT_ONCE);
    String id = purchase.id().orElseThrow();
    Wait.until(SOON, () -> injection.answers().size() == 2, "It did not arrive twice.");
    hold(
        purchase.shop().door().completions(id).stream().distinct().count() == 1,
        "There are two different messages 3 of " + id + ".");
    purchase.finishFrom(Step.P5);
    Wait.until(
        SOON, () -> parties.books().deliveryIsAcknowledged(id), id + " stays unacknowledged.");
    return seen(standingOf(purchase));
  }

  List<Letter> late() {
    Purchase purchase = Purchase.at(lane.shop(), lane);
    FaultyLink.Injection injection = completedWith(purchase, FaultyLink.Way.LATE);
    Letter letter = standingOf(purchase);
    hold(injection.release().orElseThrow().status() == 204, "The store refused a late message 3.");
    purchase.finishFrom(Step.P5);
    return seen(letter);
  }

  /** The store's program is not there: nobody listens at its door, and it sends nothing. */
  List<Letter> storeDown(Step step) {
    Parties.Shop shop = parties.newShop();
    return switch (step) {
      case P1 -> downBeforeTheRequest(shop);
      case P4 -> downWhenPaid(shop, true);
      case P5 -> downWhenPaid(shop, false);
      case P6 -> downBeforeTheReceipt(shop);
      default -> throw new IllegalArgumentException(step.name());
    };
  }

  private List<Letter> downBeforeTheRequest(Parties.Shop shop) {
    Purchase purchase = Purchase.at(shop, lane);
    FaultyLink.Injection dying =
        parties.storeLink().inject(FaultyLink.Way.LOSE_REQUEST, purchase.callOf(Step.P1));
    purchase.takeUnanswered(Step.P1);
    shop.door().goDown();
    hold(dying.happened(), "The fault did not happen.");
    Letter letter = purchase.standing();
    shop.door().comeUp();
    purchase.whole();
    return seen(letter);
  }

  private List<Letter> downWhenPaid(Parties.Shop shop, boolean fromTheAnswerOn) {
    Purchase purchase = Purchase.at(shop, lane);
    purchase.upTo(Step.P4);
    shop.door().goDown();
    purchase.take(Step.P4);
    Letter paid = purchase.standing();
    String id = purchase.id().orElseThrow();
    Wait.until(SOON, () -> attempts(id) > 0, "The delivery of " + id + " was not tried.");
    Letter letter = standingOf(purchase);
    shop.door().comeUp();
    if (variant % 2 == 0) {
      purchase.fetchCompletion();
      purchase.finishFrom(Step.P6);
    } else {
      later.then(() -> deliveredAgain(purchase, 1));
    }
    return fromTheAnswerOn ? seen(paid, letter) : seen(letter);
  }

  private long attempts(String id) {
    return parties
        .books()
        .number("select attempts from settlement.delivery where settlement_id = ?", id);
  }

  private List<Letter> downBeforeTheReceipt(Parties.Shop shop) {
    Purchase purchase = completed(Purchase.at(shop, lane));
    purchase.take(Step.P5);
    shop.door().goDown();
    // Final for the card and the store; what is missing is the receipt alone.
    String id = purchase.id().orElseThrow();
    long outstanding =
        parties
            .books()
            .number(
                "select count(*) from settlement.settlement where settlement_id = ?"
                    + " and state = 'COMPLETED' and completed_at is not null",
                id);
    hold(purchase.standing() == Letter.Y, purchase + " is not completed.");
    shop.door().comeUp();
    purchase.finishFrom(Step.P6);
    return seen(outstanding == 1 ? Letter.O : Letter.X);
  }
}

package fiveseal.mall;

import fiveseal.manager.MallReversals.AskedRefund;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * In which order refunds without an answer are sent again: in rounds, so that each has its turn
 * however many before it never get one, and none is ever forgotten. What is long answered is not
 * read again.
 */
final class RefundRounds {
  static final int TURNS = 100;

  /** So much later than it was kept a refund may be seen, and the clocks may differ. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private final InstantSource clock;

  /** Before this all have their answer. */
  private Instant since = Instant.EPOCH;

  private Optional<AskedRefund> last = Optional.empty();
  private Optional<Instant> oldestLeft = Optional.empty();
  private Instant begun = Instant.EPOCH;

  RefundRounds(InstantSource clock) {
    this.clock = clock;
  }

  /** Reads refunds without an answer. */
  @FunctionalInterface
  interface Unanswered {

    /** At most {@code limit}, behind a moment and an id, in this order. */
    List<AskedRefund> after(Instant askedAt, String refundId, int limit);
  }

  /**
   * Gives the next ones their turn.
   *
   * @param answered sends it, and says whether it has its answer now; what it throws ends the turn,
   *     and the next one goes on behind that refund
   */
  synchronized void next(Unanswered unanswered, Predicate<AskedRefund> answered) {
    if (last.isEmpty()) {
      begun = clock.instant();
      oldestLeft = Optional.empty();
    }
    List<AskedRefund> turn =
        unanswered.after(
            last.flatMap(AskedRefund::askedAt).orElse(since),
            last.map(AskedRefund::refundId).orElse(""),
            TURNS);
    for (AskedRefund refund : turn) {
      last = Optional.of(refund);
      attempt(refund, answered);
    }
    if (turn.size() < TURNS) {
      last = Optional.empty();
      since = oldestLeft.map(left -> left.minus(MARGIN)).orElse(begun.minus(MARGIN));
    }
  }

  /** What throws has no answer either. */
  private void attempt(AskedRefund refund, Predicate<AskedRefund> answered) {
    boolean done = false;
    try {
      done = answered.test(refund);
    } finally {
      if (!done) {
        oldestLeft = oldestLeft.or(refund::askedAt);
      }
    }
  }
}

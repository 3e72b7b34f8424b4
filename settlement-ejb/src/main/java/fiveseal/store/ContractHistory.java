package fiveseal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A store's contracts as they were read at some time. A contract begins no sooner than {@link
 * #LEAD} after it was made, so what was not there yet when this was read says nothing about the
 * {@link #TRUSTED} after it: the rest of the lead is for clocks that differ and for commits that
 * take their time.
 *
 * @param registered the first terms
 * @param changes in the order in which they were made
 * @param readAt by this node's clock
 */
record ContractHistory(Terms registered, List<StoreContract> changes, Instant readAt) {
  /** From making a contract to its beginning; the database holds it to that as well. */
  static final Duration LEAD = Duration.ofMinutes(5);

  private static final Duration TRUSTED = Duration.ofMinutes(1);

  /**
   * Whether all contracts that can be in force at a time were read.
   *
   * @param now by this node's clock, which may have been set back since
   */
  boolean tells(Instant time, Instant now) {
    Instant until = readAt.plus(TRUSTED);
    return time.isBefore(until) && now.isBefore(until) && !now.isBefore(readAt);
  }

  /** Whether the operator's fee is the same at all times from then on. */
  boolean hasFeeFrom(Instant time, int feePerMille) {
    return at(time).feePerMille() == feePerMille
        && changes.stream()
            .filter(change -> change.effectiveFrom().isAfter(time))
            .allMatch(change -> change.terms().feePerMille() == feePerMille);
  }

  /** Of the contracts that have begun by then, the one that was made last. */
  Terms at(Instant time) {
    Terms found = registered;
    for (StoreContract change : changes) {
      if (!change.effectiveFrom().isAfter(time)) {
        found = change.terms();
      }
    }
    return found;
  }
}

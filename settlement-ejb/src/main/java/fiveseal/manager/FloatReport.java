package fiveseal.manager;

/**
 * Where the money of one currency is that was loaded and not returned; all in minor units.
 *
 * @param fundedMinor what was paid in for loads
 * @param cardsMinor what cards hold
 * @param loadInTransitMinor paid for, or moved from a replaced card, and not yet proved by a card
 * @param refundInTransitMinor given back by stores, or reversed, and not yet proved by a card
 * @param storesMinor what is owed to stores
 * @param earnedMinor malls' commission and the operator's fees
 * @param paidOutMinor what left the system
 * @param decidedMinor what two operators decided about released cards, the balance of {@code
 *     DISCREPANCIES}
 */
public record FloatReport(
    String currency,
    long fundedMinor,
    long cardsMinor,
    long loadInTransitMinor,
    long refundInTransitMinor,
    long storesMinor,
    long earnedMinor,
    long paidOutMinor,
    long decidedMinor) {

  /** What holders have, or will have when their cards are presented. */
  public long floatMinor() {
    return cardsMinor + loadInTransitMinor + refundInTransitMinor;
  }

  /** What was paid in and is nowhere: nothing, but for what was decided as a discrepancy. */
  public long differenceMinor() {
    return fundedMinor - floatMinor() - storesMinor - earnedMinor - paidOutMinor;
  }

  /** The difference that nobody decided; not zero only if somebody tampered with the ledger. */
  public long unexplainedMinor() {
    return differenceMinor() - decidedMinor;
  }
}

package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * How much a stolen key may have touched, and what is to be done. It is counted as far as {@value
 * #COUNTED_MAX} of each kind of messages, certificates or cards; the list has all of them.
 *
 * @param store the owner of a store's key
 * @param mall that store's mall
 * @param rows how many the list has
 * @param settlements how many different settlements
 * @param stores how many different stores
 * @param cards how many different cards
 * @param isMore whether there is more than was counted
 * @param totals by currency: what was debited, or what the cards hold
 */
public record CompromiseSummary(
    CompromisedKey key,
    Optional<String> store,
    Optional<String> mall,
    long rows,
    long settlements,
    long stores,
    long cards,
    boolean isMore,
    List<Total> totals,
    List<CompromiseStep> plan) {
  /** How far is counted. */
  public static final int COUNTED_MAX = 10_000;

  /**
   * What was debited, or what cards hold.
   *
   * @param amountMinor minor units
   */
  public record Total(String currency, long amountMinor) {}
}

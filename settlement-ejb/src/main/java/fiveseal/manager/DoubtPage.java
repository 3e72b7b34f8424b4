package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of what is in doubt.
 *
 * @param ages of all that is in doubt, not of the page alone
 * @param next the {@code after} of the following page, empty on the last
 */
public record DoubtPage(List<Doubt> doubts, AgeCounts ages, Optional<String> next) {

  /**
   * One doubt.
   *
   * @param kind {@code PAYMENT}, or the value update's kind
   * @param storeId of a payment
   * @param maskedCardNumber never the whole number; empty if no card is bound
   * @param amountMinor minor units; empty for updates without an amount
   * @param since seconds UTC: when it expired, was cancelled, or (without an expiry) was made
   */
  public record Doubt(
      String id,
      String kind,
      Optional<String> storeId,
      Optional<String> maskedCardNumber,
      Optional<Long> amountMinor,
      String currency,
      long since) {}
}

package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of settlements that are paid and not receipted.
 *
 * @param ages of all of them, not of the page alone
 * @param next the {@code after} of the following page, empty on the last
 */
public record OutstandingReceiptPage(
    List<OutstandingReceipt> receipts, AgeCounts ages, Optional<String> next) {

  /**
   * One of them.
   *
   * @param amountMinor minor units
   * @param completedAt seconds UTC
   */
  public record OutstandingReceipt(
      String settlementId,
      String storeId,
      String requestId,
      long amountMinor,
      String currency,
      long completedAt) {}
}

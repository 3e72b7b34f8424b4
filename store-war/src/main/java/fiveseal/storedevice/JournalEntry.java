package fiveseal.storedevice;

import java.util.Optional;

/**
 * What the journal knows of one order.
 *
 * @param message1 the signed request, compact
 * @param settlementId empty until the manager's answer or a completion was kept
 * @param message3 the completion, compact, kept after it passed the check
 * @param message4 the receipt, compact
 * @param receiptTaken whether the manager said that it took the receipt
 */
public record JournalEntry(
    String requestId,
    String message1,
    Optional<String> settlementId,
    Optional<String> payUrl,
    Optional<String> message3,
    Optional<String> message4,
    boolean receiptTaken) {

  /** REQUESTED, PAID (goods may go) or RECEIPTED, as far as this device knows. */
  public String state() {
    if (message3.isEmpty()) {
      return "REQUESTED";
    }
    return receiptTaken ? "RECEIPTED" : "PAID";
  }
}

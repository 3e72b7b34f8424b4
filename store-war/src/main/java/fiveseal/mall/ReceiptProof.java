package fiveseal.mall;

import fiveseal.manager.shop.ShopOrder;
import fiveseal.protocol.SettlementReceipt;
import java.time.Instant;

/**
 * What looking at a receipt's seals once more has shown.
 *
 * @param receipt message 4
 * @param sealed whether message 4 verifies with a key of the mall's that the operator certified
 * @param paid whether the manager's message 3 verifies and is the one that message 4 names
 */
public record ReceiptProof(
    ShopOrder order, SettlementReceipt receipt, Instant paidAt, boolean sealed, boolean paid) {

  public boolean holds() {
    return sealed && paid;
  }
}

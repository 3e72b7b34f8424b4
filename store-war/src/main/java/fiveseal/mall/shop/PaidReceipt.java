package fiveseal.mall.shop;

import fiveseal.manager.shop.ShopOrder;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;
import java.time.Instant;

/**
 * All that a receipt on paper tells.
 *
 * @param mallName who received the payment
 * @param order what was bought
 * @param message4 the mall's receipt, whose lines are the order's parts
 * @param link where anyone can see whether this receipt verifies
 */
public record PaidReceipt(
    String mallName,
    ShopOrder order,
    Signed<SettlementReceipt> message4,
    Instant paidAt,
    String link) {

  /** The receipt number of a part. */
  public String numberOf(int part) {
    return message4.message().lines().get(part).receiptNumber();
  }
}

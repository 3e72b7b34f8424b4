package fiveseal.mall;

import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;
import java.time.Instant;
import java.util.Optional;

/**
 * How an order stands.
 *
 * @param settlementId empty until the manager took the request
 * @param payUrl where the holder pays, as long as they can
 * @param expiresAt until when
 * @param paidAt when the card paid
 * @param receipt message 4, once it is paid
 */
public record OrderStatus(
    OrderState state,
    Optional<String> settlementId,
    Optional<String> payUrl,
    Optional<Instant> expiresAt,
    Optional<Instant> paidAt,
    Optional<Signed<SettlementReceipt>> receipt) {

  static OrderStatus of(OrderState state) {
    return new OrderStatus(
        state,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}

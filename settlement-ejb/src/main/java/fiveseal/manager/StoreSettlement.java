package fiveseal.manager;

import java.util.List;
import java.util.OptionalLong;

/**
 * A settlement as its own store sees it; amounts in minor units, times in seconds UTC.
 *
 * @param refunds in the order in which they were accepted
 */
public record StoreSettlement(
    String settlementId,
    String requestId,
    String state,
    long amountMinor,
    String currency,
    List<SettlementLine> lines,
    long expiresAt,
    OptionalLong completedAt,
    List<StoreRefund> refunds) {
  public StoreSettlement {
    lines = List.copyOf(lines);
    refunds = List.copyOf(refunds);
  }
}

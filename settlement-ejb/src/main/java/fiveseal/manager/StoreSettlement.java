package fiveseal.manager;

import java.util.List;
import java.util.OptionalLong;

/** A settlement as its own store sees it; amounts in minor units, times in seconds UTC. */
public record StoreSettlement(
    String settlementId,
    String requestId,
    String state,
    long amountMinor,
    String currency,
    List<SettlementLine> lines,
    long expiresAt,
    OptionalLong completedAt,
    List<StoreRefund> refunds) {}

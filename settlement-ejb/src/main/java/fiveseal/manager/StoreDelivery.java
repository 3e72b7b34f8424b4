package fiveseal.manager;

import java.util.OptionalLong;

/**
 * Where the delivery of message 3 to its store stands.
 *
 * @param attempts how many failed
 * @param nextAttemptAt seconds UTC; empty once it is acknowledged
 * @param acknowledgedAt seconds UTC; empty until then
 * @param lastOutcome what the last attempt met
 */
public record StoreDelivery(
    String settlementId,
    String storeId,
    int attempts,
    OptionalLong nextAttemptAt,
    OptionalLong acknowledgedAt,
    String lastOutcome) {}

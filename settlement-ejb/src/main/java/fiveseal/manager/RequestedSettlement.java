package fiveseal.manager;

/**
 * The answer to a request for settlement; the same request has the same answer, for ever.
 *
 * @param settlementId UUIDv7, lower case
 * @param payUrl where the holder pays; the id stands behind the hash sign
 * @param expiresAt seconds UTC, message 1's {@code exp}
 */
public record RequestedSettlement(
    String settlementId, String state, String payUrl, long expiresAt) {}

package fiveseal.manager;

/**
 * What a cancellation found.
 *
 * @param state the settlement's state now; {@code CANCELLED} for a request that is not known yet
 */
public record Cancellation(String requestId, String state) {}

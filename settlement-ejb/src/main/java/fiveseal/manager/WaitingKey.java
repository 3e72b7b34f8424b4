package fiveseal.manager;

import java.time.Instant;

/**
 * A request for a certificate that waits for an operator.
 *
 * @param kid thumbprint of the key
 */
public record WaitingKey(String storeId, String name, String kid, Instant requestedAt) {}

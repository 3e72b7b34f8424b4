package fiveseal.manager;

import java.util.Optional;

/**
 * A settlement as the client device sees it.
 *
 * @param request message 1, until the settlement is final
 * @param expiresAt seconds UTC
 */
public record ClientSettlement(Optional<String> request, String state, long expiresAt) {}

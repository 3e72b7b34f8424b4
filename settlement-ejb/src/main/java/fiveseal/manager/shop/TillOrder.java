package fiveseal.manager.shop;

import java.time.Instant;
import java.util.Optional;

/**
 * An order that a lower store's device signed.
 *
 * @param storeSells whether its store sells now
 * @param orderId the store's own id of it
 * @param message the exact compact JWS
 * @param amountMinor minor units
 * @param currency ISO 4217, alphabetic
 * @param expiresAt until then the desk may ask for its payment
 * @param bundledIn the order that asks for its payment
 */
public record TillOrder(
    String storeId,
    String storeName,
    boolean storeSells,
    String orderId,
    String message,
    long amountMinor,
    String currency,
    String description,
    Instant receivedAt,
    Instant expiresAt,
    Optional<String> bundledIn) {}

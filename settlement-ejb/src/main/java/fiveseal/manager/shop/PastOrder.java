package fiveseal.manager.shop;

import java.time.Instant;

/**
 * An order that came of a basket, as its shopper finds it again.
 *
 * @param description the stores' names
 * @param amountMinor minor units
 * @param currency ISO 4217, alphabetic
 */
public record PastOrder(
    String orderId, Instant madeAt, String description, long amountMinor, String currency) {}

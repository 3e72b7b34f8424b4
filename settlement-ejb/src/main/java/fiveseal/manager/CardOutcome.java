package fiveseal.manager;

import java.util.Optional;

/**
 * What became of a payment or value update of a card, for its holder.
 *
 * @param id of the settlement or value update
 * @param kind {@code PAYMENT}, or message 5's kind
 * @param state the settlement's or update's state now
 * @param amountMinor minor units; 0 where the kind has no amount
 * @param currency ISO 4217 alphabetic
 * @param description message 1's words for a PAYMENT or REFUND, else a few words for the kind
 * @param store the store's name, for a PAYMENT or REFUND
 */
public record CardOutcome(
    String id,
    String kind,
    String state,
    long amountMinor,
    String currency,
    String description,
    Optional<String> store) {}

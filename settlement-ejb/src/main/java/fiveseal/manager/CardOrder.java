package fiveseal.manager;

import java.util.OptionalLong;

/**
 * What an operator wants done with a card at its next presentation.
 *
 * @param kind {@code BLOCK}, {@code UNBLOCK}, {@code LIMITS} or {@code REKEY} (to the vault's
 *     current version)
 * @param balanceLimitMinor minor units, for LIMITS only
 * @param amountLimitMinor minor units of one debit or credit, for LIMITS only
 */
public record CardOrder(
    String cardNumber,
    String kind,
    OptionalLong balanceLimitMinor,
    OptionalLong amountLimitMinor) {}

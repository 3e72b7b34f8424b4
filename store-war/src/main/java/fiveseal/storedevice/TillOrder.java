package fiveseal.storedevice;

import java.time.Duration;

/**
 * What a lower store's till wants the mall's desk to ask payment for.
 *
 * @param mallId the mall, to which the order is addressed
 * @param amountMinor in minor units, 1 … 2147483647
 * @param currency alphabetic ISO 4217 code
 * @param description what the holder is shown, 1 … 200 characters
 * @param validity how long the desk may ask for its payment, 1 second … 24 hours
 */
public record TillOrder(
    String mallId, long amountMinor, String currency, String description, Duration validity) {}

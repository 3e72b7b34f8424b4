package fiveseal.manager.shop;

/**
 * What somebody wants a good to be; checked by whoever keeps it.
 *
 * @param name 1 … 120 characters
 * @param description 0 … 2000 characters
 * @param priceMinor 1 … 2147483647
 * @param currency ISO 4217, alphabetic
 */
public record GoodDraft(
    String name, String description, long priceMinor, String currency, GoodState state) {}

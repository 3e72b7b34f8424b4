package fiveseal.manager;

/**
 * Cards to be made by a bureau.
 *
 * @param bureauId who makes them
 * @param currency alphabetic ISO 4217 code of the purses
 * @param cards how many, 1 … 10000
 * @param balanceLimitMinor minor units, 1 … 2147483647
 * @param amountLimitMinor minor units of one debit or credit, 1 … 2147483647
 */
public record CardBatchOrder(
    String bureauId, String currency, long cards, long balanceLimitMinor, long amountLimitMinor) {}

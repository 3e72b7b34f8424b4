package fiveseal.manager;

/**
 * A holder's wish to top up.
 *
 * @param updateId random UUID made by the client device, lower case
 * @param amountMinor minor units, 1 … 2147483647
 */
public record LoadRequest(
    String updateId, long amountMinor, String currency, Funding funding, String cardNumber) {}

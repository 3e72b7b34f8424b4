package fiveseal.manager;

/**
 * What the operator owes a store in one currency; below zero the store owes.
 *
 * @param currency ISO 4217 alphabetic
 * @param amountMinor minor units
 */
public record StoreBalance(String currency, long amountMinor) {}

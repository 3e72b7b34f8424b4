package fiveseal.card;

/**
 * What is on record of a card when a command is wanted.
 *
 * @param nextCounter the lowest counter whose outcome is not known
 * @param balanceMinor the ledger's balance, minor units
 */
public record CardFacts(long nextCounter, long balanceMinor, boolean blocked, boolean stopped) {}

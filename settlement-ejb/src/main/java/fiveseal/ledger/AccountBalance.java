package fiveseal.ledger;

/**
 * An account and what it has.
 *
 * @param balanceMinor minor units
 */
public record AccountBalance(long accountId, AccountName name, long balanceMinor) {}

package fiveseal.valueupdate;

/**
 * What the rules look at of a credit.
 *
 * @param remainingMinor what the card does not have yet, minor units
 */
record CreditFacts(String id, CreditKind kind, CreditState state, long remainingMinor) {}

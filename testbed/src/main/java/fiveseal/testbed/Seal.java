package fiveseal.testbed;

/**
 * One seal of a payment or an update, checked here with public keys alone.
 *
 * @param number 1 … 5
 */
record Seal(int number, String typ, String signer) {}

package fiveseal.card;

import fiveseal.protocol.card.Operation;

/**
 * What a command said and what was on record when it was issued; an answer must repeat it.
 *
 * @param amountMinor minor units
 * @param balanceBeforeMinor the ledger's balance at issue, minor units
 */
public record IssuedTerms(
    Operation operation,
    long amountMinor,
    long counter,
    byte[] transactionId,
    long balanceBeforeMinor) {}

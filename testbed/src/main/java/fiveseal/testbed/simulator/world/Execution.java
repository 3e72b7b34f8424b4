package fiveseal.testbed.simulator.world;

import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.Operation;

/**
 * What a card really did with a counter: for whoever checks, nobody else sees it.
 *
 * @param amount minor units, as in the command
 * @param before balance in minor units
 * @param after balance in minor units
 */
public record Execution(
    long counter,
    Operation operation,
    CardResult result,
    long amount,
    long before,
    long after,
    String transactionId) {}

package fiveseal.card;

import fiveseal.protocol.card.Operation;

/**
 * What the rules look at of a command that was issued before.
 *
 * @param awaited whether the card's word on it is not known: it is open, or operators decided it
 */
public record CommandFacts(
    Owner owner,
    long counter,
    byte[] challenge,
    Operation operation,
    boolean open,
    boolean awaited) {}

package fiveseal.card;

import fiveseal.protocol.card.Operation;

/** What the rules look at of a command that was issued before. */
public record CommandFacts(
    Owner owner, long counter, byte[] challenge, Operation operation, boolean open) {}

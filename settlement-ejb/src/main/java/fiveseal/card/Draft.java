package fiveseal.card;

import fiveseal.audit.Seal;
import fiveseal.protocol.card.CardCommand;

/**
 * A command to be issued, encrypted and signed already, so that no cryptography happens in the
 * transaction.
 *
 * @param ciphertext the 64 bytes of EXECUTE
 * @param message message 2 or 5 that carries it, the compact string
 */
public record Draft(
    Owner owner,
    ProvenCard card,
    CardCommand command,
    byte[] ciphertext,
    Seal seal,
    String message) {}

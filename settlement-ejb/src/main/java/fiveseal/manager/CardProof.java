package fiveseal.manager;

/**
 * A card's proof that it is there, before anything is done for it.
 *
 * @param cardNumber the 16 digits that SELECT answered
 * @param data the 34 bytes that INITIALIZE answered
 */
public record CardProof(String cardNumber, byte[] data) {}

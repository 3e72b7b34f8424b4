package fiveseal.cardsim;

import fiveseal.protocol.CardNumber;
import java.util.Optional;

/**
 * A card reader as its API tells it.
 *
 * @param id such as {@code reader-1}
 * @param name for people
 * @param atr answer to reset, hex
 * @param cardNumber of the card in it
 */
record Reader(String id, String name, String atr, Optional<CardNumber> cardNumber) {}

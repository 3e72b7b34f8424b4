package fiveseal.card;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.Initialize;

/** A card whose INITIALIZE bears its own MAC: it is there. */
public record ProvenCard(CardNumber number, Initialize initialize) {}

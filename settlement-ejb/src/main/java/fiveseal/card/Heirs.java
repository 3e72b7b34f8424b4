package fiveseal.card;

import java.time.Instant;

/** What becomes of value that proof leaves on a card that was replaced. */
public interface Heirs {

  /** Within the transaction, the card's row locked: what is left of it goes to its successor. */
  void follow(Card replaced, Instant now);
}

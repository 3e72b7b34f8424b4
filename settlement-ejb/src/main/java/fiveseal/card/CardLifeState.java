package fiveseal.card;

/** Whether a card serves. */
public enum CardLifeState {
  ACTIVE,
  /** Another card took its place, and its value. */
  REPLACED,
  /** Its value was paid out. */
  REDEEMED
}

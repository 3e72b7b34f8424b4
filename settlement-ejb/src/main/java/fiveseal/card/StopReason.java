package fiveseal.card;

/** Why a card gets nothing more but BLOCK and VOID. */
public enum StopReason {
  /** The card has consumed counters that were never issued to it. */
  GAP,
  /** An authentic word of the card contradicts what is on record. */
  MISMATCH,
  /** Two different authentic answers exist for one counter. */
  CLONE
}

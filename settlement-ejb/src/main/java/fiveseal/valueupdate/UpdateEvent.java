package fiveseal.valueupdate;

/** What happens to a value update. */
public enum UpdateEvent {
  /** A command left for the card. */
  ISSUE,
  /** The card's answer proves that it was done. */
  EXECUTE,
  /** The card's answer proves that it declined. */
  DECLINE,
  /** Its last open command can never be executed. */
  VOID,
  /** The same, after its time was over. */
  VOID_AFTER_EXPIRY,
  /** It is wanted no more, and no command for it is open. */
  CANCEL,
  /** Its time is over; only loads have one. */
  EXPIRE,
  /** The card's authentic word contradicts the record. */
  CONTRADICT
}

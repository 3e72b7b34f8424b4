package fiveseal.settlement;

/** What happens to a settlement. */
public enum SettlementEvent {
  /** A command left for a card. */
  ISSUE,
  /** The card's answer proves the debit. */
  DEBIT,
  /** The card's answer proves a debit whose store had cancelled: it goes back. */
  DEBIT_AFTER_CANCEL,
  /** The card's answer proves that it declined. */
  DECLINE,
  /** Its last open command can never be executed. */
  VOID,
  /** The same, after its time was over. */
  VOID_AFTER_EXPIRY,
  /** The same, after the store had cancelled. */
  VOID_AFTER_CANCEL,
  /** The store cancels. */
  CANCEL,
  /** Its time is over. */
  EXPIRE,
  /** The card's authentic word contradicts the record. */
  CONTRADICT,
  /** The store's receipt is there. */
  RECEIPT
}

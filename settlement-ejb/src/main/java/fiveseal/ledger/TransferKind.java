package fiveseal.ledger;

/** Why money moves. */
public enum TransferKind {
  PAYMENT,
  COMMISSION,
  FEE,
  LOAD_FUNDED,
  LOAD_DONE,
  LOAD_RETURNED,
  /** A store gives back: {@code store → refund in transit}. */
  REFUND_ACCEPTED,
  /** The card has it: {@code refund in transit → card}. */
  REFUND_DONE,
  /** A debit whose store had cancelled: {@code card → refund in transit}. */
  REVERSAL,
  /** A replaced card's value: {@code old card → load in transit}. */
  BALANCE_MOVED,
  /** Its successor has it: {@code load in transit → card}. */
  BALANCE_DONE,
  /** What a released card holds more or less than was on record. */
  DISCREPANCY,
  /** The remaining value of a card: {@code card → bank}. */
  REDEEMED
}

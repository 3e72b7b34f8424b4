package fiveseal.settlement;

/** Where a settlement stands (protocol section 3, "States"). */
public enum SettlementState {
  /** Asked for, no command open. */
  REQUESTED,
  /** Message 2 has left. */
  ISSUED,
  /** The card's answer proved the debit: transfers and message 3 exist. */
  COMPLETED,
  /** Message 4 is there. */
  RECEIPTED,
  /** The card said no. */
  DECLINED,
  /** Only the card knows. */
  IN_DOUBT,
  EXPIRED,
  CANCELLED,
  REVERSED;

  /** Whether nothing can happen any more that takes the card's value. */
  public boolean isFinal() {
    return this != REQUESTED && this != ISSUED && this != IN_DOUBT;
  }
}

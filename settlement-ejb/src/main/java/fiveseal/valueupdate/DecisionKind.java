package fiveseal.valueupdate;

/** What two operators may decide about a card. */
public enum DecisionKind {
  /** Another card takes its place, and its value. */
  REPLACE,
  /** A stopped card serves again: its own word sets counter and balance. */
  RELEASE,
  /** Its remaining value is paid out. */
  REDEEM
}

package fiveseal.card;

/** What is known of a command: OPEN until the card's own answer decides. */
public enum CommandState {
  OPEN,
  DONE,
  DECLINED,
  /** Another command consumed the counter, so this one can never be executed. */
  VOID
}

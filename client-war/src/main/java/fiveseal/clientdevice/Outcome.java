package fiveseal.clientdevice;

/** How a command of the device ended, as the process's exit code. */
public enum Outcome {
  DONE(0),
  /** The device itself failed. */
  FAILED(1),
  /** The command line was wrong. */
  USAGE(2),
  /** A seal or a message's content was wrong: nothing was given to the card. */
  REFUSED(3),
  /** The card declined or refused, or is not there. */
  CARD(4),
  /** The manager refused, with a code. */
  SERVER(5),
  /** The manager could not be reached, or the card's answer has not reached it yet. */
  UNREACHABLE(6),
  /** The payment is made, its receipt is not what it must be. */
  RECEIPT_INVALID(7),
  /** The holder said no. */
  NOT_CONFIRMED(8),
  /** A key is not the one that was pinned: nothing was given to the card. */
  KEY_CHANGED(9);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** 0 … 9. */
  public int exitCode() {
    return exitCode;
  }
}

package fiveseal.testbed;

/** The steps of a payment and of a load, as the table of faults names them. */
enum Step {
  /** The request, message 1. */
  P1,
  /** The settlement information, message 2. */
  P2,
  /** The card's debit. */
  P3,
  /** The card's answer to the manager. */
  P4,
  /** The completion, message 3. */
  P5,
  /** The receipt, message 4. */
  P6,
  /** The request of a value update. */
  U1,
  /** The value update, message 5. */
  U2,
  /** The card's credit. */
  U3,
  /** The card's answer to the manager. */
  U4;

  /** Whether it belongs to a payment; else to a load. */
  boolean ofPayment() {
    return name().startsWith("P");
  }

  /** Whether the card itself is asked. */
  boolean onCard() {
    return this == P3 || this == U3;
  }
}

package fiveseal.testbed.simulator.world;

/** The steps of the protocol as the table of faults names them. */
public enum Step {
  /** Message 1. */
  P1,
  /** Message 2. */
  P2,
  /** The card's debit. */
  P3,
  /** The card's answer to the manager. */
  P4,
  /** Message 3. */
  P5,
  /** Message 4. */
  P6,
  /** Request of a value update. */
  U1,
  /** Message 5. */
  U2,
  /** The card's credit, or whatever else message 5 wants of it. */
  U3,
  /** The card's answer to the manager. */
  U4,
  /** What the table does not name: cancellations, refunds, operators, reads. */
  OTHER
}

package fiveseal.testbed;

/** What is true after a fault, as the table of faults says it. */
enum Letter {
  /** Nothing durable anywhere; the same again creates exactly one. */
  A,
  /** The record exists; the same again returns the stored bytes. */
  S,
  /** Refused, no change. */
  X,
  /** In doubt: value held, nothing concluded from time. */
  H,
  /** Proven executed: posted and completed. */
  Y,
  /** Proven not executed: voided, released. */
  Z,
  /** Value final, delivery goes on until acknowledged. */
  O,
  /** Failed closed: rolled back, 503, not ready. */
  F
}

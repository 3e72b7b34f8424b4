package fiveseal.manager;

/** Whether a store sells. What was asked for before goes on in every state. */
public enum StoreState {
  /** It asks for payments, and its mall may ask for its lines. */
  ACTIVE,
  /** No new payments, until somebody resumes it. */
  SUSPENDED,
  /** No new payments, for ever. */
  CLOSED
}

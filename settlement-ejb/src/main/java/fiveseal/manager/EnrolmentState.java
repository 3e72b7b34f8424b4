package fiveseal.manager;

/** How far a store is on the way from its invitation to signing. */
public enum EnrolmentState {
  /** It has no key, and no invitation that still serves. */
  NOT_INVITED,
  /** It has been told a token and has not used it yet. */
  INVITED,
  /** Its request for a certificate waits for the operator. */
  WAITING,
  /** It has a key that serves. */
  ENROLLED
}

package fiveseal.ceremony;

/** What is done with keys. */
enum CeremonyAct {
  /** Makes the first key of each kind in an empty vault. */
  INIT,
  /** Makes the next key of a kind. */
  ROTATE,
  /** Destroys an old key that nothing depends on any more. */
  RETIRE,
  /** Gives the vault's content under a password of which two operators have a half each. */
  BACKUP,
  /** Somebody else has a key: it is replaced, revoked and destroyed. */
  COMPROMISE
}

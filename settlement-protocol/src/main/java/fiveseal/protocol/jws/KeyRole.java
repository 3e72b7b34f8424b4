package fiveseal.protocol.jws;

/** Whose key it is, which decides what it may sign. */
public enum KeyRole {
  /** The operator's CA: of messages, who succeeds the manager's key. */
  AUTHORITY,
  /** The settlement manager. */
  MANAGER,
  /** A mall, or a store without lower stores. */
  STORE,
  /** A store inside a mall: its orders, its reads, refunds of its own lines. */
  LOWER_STORE
}

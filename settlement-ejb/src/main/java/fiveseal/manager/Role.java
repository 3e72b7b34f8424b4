package fiveseal.manager;

/**
 * What a login may do, beyond whose data it may see. Nobody grants a role that stands above their
 * own.
 */
public enum Role {
  /** Runs the settlement manager: stores, cards, ledger, keys. */
  OPERATOR,
  /** Sees what the operator sees and changes nothing. */
  AUDITOR,
  /** Runs a mall or an independent store. */
  MALL_ADMIN,
  /** Works in one lower store of a mall. */
  LOWER_STORE
}

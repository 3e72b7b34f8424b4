package fiveseal.manager;

/** The kinds of keys that can be stolen. */
public enum CompromisedKind {
  /** A store's key, by its kid. */
  STORE,
  /** The manager's signing key, by its kid. */
  SIGNING,
  /** The authority's key, by its kid. */
  AUTHORITY,
  /** A version of the card master key, 1 … 255. */
  CARD_MASTER
}

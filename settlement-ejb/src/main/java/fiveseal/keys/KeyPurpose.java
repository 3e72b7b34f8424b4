package fiveseal.keys;

/** What a key of the manager's is for; no key serves two purposes. */
public enum KeyPurpose {
  /** Signs certificates. */
  AUTHORITY,
  /** Signs messages. */
  SIGNING
}

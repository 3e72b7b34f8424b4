package fiveseal.keys;

/** The kinds of secret keys in the vault that are succeeded by further ones. */
public enum KeyKind {
  /** Signs messages 2, 3 and 5. */
  SIGNING("signing-"),
  /** The operator's CA: signs certificates, revocation lists and successions. */
  AUTHORITY("authority-"),
  /** Cards' keys are derived from it. */
  CARD_MASTER("card-master-");

  private final String prefix;

  KeyKind(String prefix) {
    this.prefix = prefix;
  }

  /** How the names of its entries begin; the key's number follows. */
  String prefix() {
    return prefix;
  }
}

package fiveseal.protocol;

/** What a value update does with the card; LOAD and REFUND carry an amount. */
public enum UpdateKind {
  LOAD,
  REFUND,
  VOID,
  LIMITS,
  REKEY,
  BLOCK,
  UNBLOCK;

  /** Whether the update raises the card's value. */
  public boolean hasAmount() {
    return this == LOAD || this == REFUND;
  }

  static UpdateKind read(String name) {
    for (UpdateKind kind : values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw ProtocolException.malformed("unknown kind");
  }
}

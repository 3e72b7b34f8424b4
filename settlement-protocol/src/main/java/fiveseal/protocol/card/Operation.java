package fiveseal.protocol.card;

import fiveseal.protocol.ProtocolException;

/** What EXECUTE does on the card. */
public enum Operation {
  /** Takes the amount from the balance. */
  DEBIT(1),
  /** Adds the amount to the balance. */
  CREDIT(2),
  /** Consumes the counter and changes nothing else. */
  VOID(3),
  /** Replaces the card key; the amount field is the new key version. */
  REKEY(4),
  /** Ends debits and credits until {@link #UNBLOCK}. */
  BLOCK(5),
  /** Takes {@link #BLOCK} back. */
  UNBLOCK(6),
  /** Sets the limits of balance and amount. */
  LIMITS(7);

  private final int code;

  Operation(int code) {
    this.code = code;
  }

  /** The byte on the wire, 1 … 7. */
  public int code() {
    return code;
  }

  /**
   * @throws ProtocolException {@code message-malformed} if there is no such operation
   */
  public static Operation of(int code) {
    for (Operation operation : values()) {
      if (operation.code == code) {
        return operation;
      }
    }
    throw ProtocolException.malformed("no card operation " + code);
  }

  /** Whether the amount field is money: DEBIT and CREDIT. */
  public boolean movesValue() {
    return this == DEBIT || this == CREDIT;
  }
}

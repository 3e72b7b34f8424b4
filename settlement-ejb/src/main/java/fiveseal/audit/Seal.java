package fiveseal.audit;

import fiveseal.protocol.jws.MessageType;

/** The five seals, each a message's signature. */
public enum Seal {
  REQUEST(1, MessageType.SETTLEMENT_REQUEST),
  INFORMATION(2, MessageType.SETTLEMENT_INFORMATION),
  COMPLETION(3, MessageType.SETTLEMENT_COMPLETION),
  RECEIPT(4, MessageType.SETTLEMENT_RECEIPT),
  VALUE_UPDATE(5, MessageType.VALUE_UPDATE);

  private final int number;
  private final MessageType type;

  Seal(int number, MessageType type) {
    this.number = number;
    this.type = type;
  }

  /** The message that bears it. */
  public MessageType type() {
    return type;
  }

  static Seal of(int number) {
    for (Seal seal : values()) {
      if (seal.number == number) {
        return seal;
      }
    }
    throw new IllegalArgumentException("no seal has the number " + number);
  }

  /** 1 … 5. */
  public int number() {
    return number;
  }
}

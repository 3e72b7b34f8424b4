package fiveseal.protocol.card;

import fiveseal.protocol.ProtocolException;

/** A card's life: blank, then active, and blocked and back. */
public enum CardState {
  NOT_PERSONALIZED(0),
  ACTIVE(1),
  BLOCKED(2);

  private final int code;

  CardState(int code) {
    this.code = code;
  }

  /** The byte on the wire, 0 … 2. */
  public int code() {
    return code;
  }

  /**
   * @throws ProtocolException {@code message-malformed} if there is no such state
   */
  public static CardState of(int code) {
    for (CardState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw ProtocolException.malformed("no card state " + code);
  }
}

package fiveseal.protocol.card;

import fiveseal.protocol.ProtocolException;

/** What the card made of a command whose MAC, form and counter were right. */
public enum CardResult {
  DONE(0),
  VALUE_INSUFFICIENT(1),
  BALANCE_LIMIT(2),
  AMOUNT_LIMIT(3),
  WRONG_CURRENCY(4),
  BLOCKED(5);

  private final int code;

  CardResult(int code) {
    this.code = code;
  }

  /** The byte on the wire, 0 … 5. */
  public int code() {
    return code;
  }

  /**
   * @throws ProtocolException {@code message-malformed} if there is no such result
   */
  public static CardResult of(int code) {
    for (CardResult result : values()) {
      if (result.code == code) {
        return result;
      }
    }
    throw ProtocolException.malformed("no card result " + code);
  }
}

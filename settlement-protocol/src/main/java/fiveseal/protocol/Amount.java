package fiveseal.protocol;

/**
 * An amount of money that a message carries.
 *
 * @param minor minor units, 1 … 2147483647 (31 bits, as in the card)
 */
public record Amount(long minor, IsoCurrency currency) {
  /** The largest amount a card can hold: 2³¹ − 1 minor units. */
  public static final long MAX_MINOR = 0x7FFF_FFFFL;

  /**
   * @throws ProtocolException {@code message-refused} outside the range
   */
  public Amount {
    requireInRange(minor);
  }

  public static Amount of(long minor, String currency) {
    return new Amount(minor, IsoCurrency.of(currency));
  }

  static void requireInRange(long minor) {
    if (minor < 1 || minor > MAX_MINOR) {
      throw ProtocolException.refused("an amount outside 1 … 2147483647");
    }
  }

  /** For logs: minor units, a space, the currency. */
  @Override
  public String toString() {
    return minor + " " + currency;
  }
}

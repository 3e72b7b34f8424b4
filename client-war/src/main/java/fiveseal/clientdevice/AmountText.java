package fiveseal.clientdevice;

import fiveseal.protocol.Amount;
import fiveseal.protocol.IsoCurrency;
import java.math.BigDecimal;

/** Amounts as the holder reads and types them: in the currency's decimals, without grouping. */
final class AmountText {
  private AmountText() {}

  static String of(Amount amount) {
    return of(amount.minor(), amount.currency());
  }

  /**
   * @param minor minor units, from 0
   */
  static String of(long minor, IsoCurrency currency) {
    return BigDecimal.valueOf(minor, currency.digits()).toPlainString() + " " + currency.code();
  }

  /**
   * @param text such as {@code 1980} or {@code 12.50}
   * @throws DeviceException if it is no amount of this currency
   */
  static Amount parse(String text, IsoCurrency currency) {
    try {
      if (!text.matches("[0-9]{1,12}([.][0-9]{1,4})?")) {
        throw new ArithmeticException("not digits");
      }
      long minor = new BigDecimal(text).movePointRight(currency.digits()).longValueExact();
      if (minor < 1 || minor > Amount.MAX_MINOR) {
        throw new ArithmeticException("out of range");
      }
      return new Amount(minor, currency);
    } catch (ArithmeticException e) {
      throw new DeviceException(
          Outcome.USAGE,
          "--amount must be from "
              + of(1, currency)
              + " to "
              + of(Amount.MAX_MINOR, currency)
              + ", with at most "
              + currency.digits()
              + " decimals.",
          e);
    }
  }
}

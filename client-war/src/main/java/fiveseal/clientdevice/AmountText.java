package fiveseal.clientdevice;

import fiveseal.protocol.Amount;
import fiveseal.protocol.IsoCurrency;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** Amounts as the holder reads and types them, in the currency's decimals. */
final class AmountText {
  private AmountText() {}

  /** Without grouping, as it may be typed again. */
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
   * As a sentence tells it, such as {@code ¥1,980} or {@code €12.50}; by its code where a currency
   * has no sign of its own. The same in every country, so that no holder mistakes a separator.
   *
   * @param minor minor units, from 0
   */
  static String spoken(long minor, IsoCurrency currency) {
    String number =
        String.format(
            Locale.ROOT,
            "%,." + currency.digits() + "f",
            BigDecimal.valueOf(minor, currency.digits()));
    String sign = sign(currency);
    return sign.equals(currency.code()) ? sign + " " + number : sign + number;
  }

  private static String sign(IsoCurrency currency) {
    try {
      return Currency.getInstance(currency.code()).getSymbol(Locale.US);
    } catch (IllegalArgumentException newerThanThisJava) {
      return currency.code();
    }
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

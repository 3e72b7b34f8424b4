package fiveseal.mall.console;

import fiveseal.protocol.IsoCurrency;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Amounts as people type them, with as many decimals as the currency has at most. A comma parts
 * thousands and nothing else: who means decimals by it must not ask for a hundred times as much.
 */
final class AmountText {
  private static final Pattern FORM =
      Pattern.compile("(?:[0-9]{1,10}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\\.[0-9]{1,4})?");

  private AmountText() {}

  /** Minor units; empty if it is no amount in that currency. */
  static OptionalLong minor(String typed, String currency) {
    String text = typed == null ? "" : typed.strip();
    if (!FORM.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          new BigDecimal(text.replace(",", ""))
              .movePointRight(IsoCurrency.of(currency).digits())
              .longValueExact());
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** Without a currency sign, as it would be typed. */
  static String typed(long minor, String currency) {
    return BigDecimal.valueOf(minor, IsoCurrency.of(currency).digits()).toPlainString();
  }
}

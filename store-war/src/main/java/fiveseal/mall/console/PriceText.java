package fiveseal.mall.console;

import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.ProtocolException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Prices as people type them, with as many decimals as the currency has at most. */
final class PriceText {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,10}(?:\\.[0-9]{1,4})?");

  private PriceText() {}

  /**
   * @return minor units
   * @throws ProtocolException {@code message-refused} if it is no price in that currency
   */
  static long minor(String typed, String currency) {
    String text = typed == null ? "" : typed.strip().replace(",", "");
    if (!FORM.matcher(text).matches()) {
      throw ProtocolException.refused("a price is a number");
    }
    try {
      return new BigDecimal(text)
          .movePointRight(IsoCurrency.of(currency).digits())
          .longValueExact();
    } catch (ArithmeticException e) {
      throw ProtocolException.refused("more decimals than the currency has");
    }
  }

  static String typed(long minor, String currency) {
    return BigDecimal.valueOf(minor, IsoCurrency.of(currency).digits()).toPlainString();
  }
}

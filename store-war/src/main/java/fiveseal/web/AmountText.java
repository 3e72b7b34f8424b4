package fiveseal.web;

import fiveseal.protocol.IsoCurrency;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Amounts as people type them: with as many decimals as the currency has at most, with commas
 * between thousands or without, in narrow or wide digits.
 */
public final class AmountText {
  private static final Pattern FORM =
      Pattern.compile("(?:[0-9]{1,10}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\\.[0-9]{1,9})?");

  private AmountText() {}

  /** Minor units; empty if it is no amount in that currency. */
  public static OptionalLong minor(String typed, String currency) {
    String text = narrow(typed);
    if (!FORM.matcher(text).matches() || decimals(text) > digits(currency)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        new BigDecimal(text.replace(",", "")).movePointRight(digits(currency)).longValueExact());
  }

  /** Whether it is an amount but for its decimals, of which the currency has not so many. */
  public static boolean isTooFine(String typed, String currency) {
    String text = narrow(typed);
    return FORM.matcher(text).matches() && decimals(text) > digits(currency);
  }

  private static String narrow(String typed) {
    return typed == null ? "" : Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
  }

  private static int decimals(String text) {
    int point = text.indexOf('.');
    return point < 0 ? 0 : text.length() - point - 1;
  }

  private static int digits(String currency) {
    return IsoCurrency.of(currency).digits();
  }

  /** Without a currency sign, as it would be typed. */
  public static String typed(long minor, String currency) {
    return BigDecimal.valueOf(minor, digits(currency)).toPlainString();
  }
}

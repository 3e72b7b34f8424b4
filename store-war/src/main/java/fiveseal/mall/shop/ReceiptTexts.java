package fiveseal.mall.shop;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What a receipt says in the reader's language.
 *
 * @param zone in which its times are shown
 */
record ReceiptTexts(Locale language, ZoneId zone) {
  private static final String TEXTS = "fiveseal.mall.shop";

  String text(String key, Object... values) {
    String pattern = ResourceBundle.getBundle(TEXTS, language).getString("receipt." + key);
    return values.length == 0 ? pattern : new MessageFormat(pattern, language).format(values);
  }

  /** With as many decimals as the currency has. */
  String money(long amountMinor, String currency) {
    Currency unit = Currency.getInstance(currency);
    NumberFormat format = NumberFormat.getCurrencyInstance(language);
    format.setCurrency(unit);
    format.setMinimumFractionDigits(unit.getDefaultFractionDigits());
    format.setMaximumFractionDigits(unit.getDefaultFractionDigits());
    return format.format(BigDecimal.valueOf(amountMinor, unit.getDefaultFractionDigits()));
  }

  String time(Instant at) {
    return new DateTimeFormatterBuilder()
        .appendLocalized(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
        .appendPattern(" zzz")
        .toFormatter(language)
        .format(at.atZone(zone));
  }
}

package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5000 | JPY | en | ¥5,000",
        "5000 | JPY | ja | ¥5,000",
        "5000 | USD | en | $50.00",
        "-5 | EUR | en | -€0.05",
        "1234567 | KWD | en | KWD1,234.567",
        "2147483647 | EUR | ja | €21,474,836.47",
      })
  void money_hasTheDecimalsOfItsCurrency(
      long minor, String currency, String language, String written) {
    assertThat(plain(Formats.money(minor, currency, Locale.forLanguageTag(language))))
        .isEqualTo(written);
  }

  /** Without the kinds of space and of yen sign that differ between versions of Java. */
  private static String plain(String text) {
    return text.replace('\u00a0', ' ').replace('\uffe5', '¥');
  }
}

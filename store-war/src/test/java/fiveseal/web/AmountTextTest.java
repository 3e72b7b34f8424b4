package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1980 | JPY | 1980",
        "1,980 | JPY | 1980",
        "１，９８０ | JPY | 1980",
        "0 | JPY | 0",
        "19.80 | EUR | 1980",
        "19.8 | EUR | 1980",
        "19 | EUR | 1900",
        "1,234,567.89 | USD | 123456789",
        "1.980 | KWD | 1980",
      })
  void minor_ofAnAmountInItsCurrency_isThatAmount(String typed, String currency, long minor) {
    assertThat(AmountText.minor(typed, currency)).hasValue(minor);
    assertThat(AmountText.isTooFine(typed, currency)).isFalse();
    assertThat(AmountText.minor(AmountText.typed(minor, currency), currency)).hasValue(minor);
  }

  @ParameterizedTest
  @CsvSource({"19.80, JPY", "1980.0, JPY", "19.805, EUR", "1.9801, KWD"})
  void minor_ofMoreDecimalsThanTheCurrencyHas_isNone(String typed, String currency) {
    assertThat(AmountText.minor(typed, currency)).isEmpty();
    assertThat(AmountText.isTooFine(typed, currency)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | JPY",
        "-1 | JPY",
        "19,80 | EUR",
        "1,98 | JPY",
        "1,9800 | JPY",
        ",980 | JPY",
        "19. | EUR",
        ".80 | EUR",
        "1 980 | JPY",
        "¥1980 | JPY",
        "99999999999 | JPY",
        "1e3 | JPY"
      })
  void minor_ofWhatIsNoAmount_isNone(String typed, String currency) {
    assertThat(AmountText.minor(typed, currency)).isEmpty();
    assertThat(AmountText.isTooFine(typed, currency)).isFalse();
  }
}

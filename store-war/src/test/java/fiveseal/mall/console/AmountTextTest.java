package fiveseal.mall.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTextTest {

  @ParameterizedTest
  @CsvSource({
    "480,JPY,480",
    "12.34,EUR,1234",
    "12.3,EUR,1230",
    "'1,200',JPY,1200",
    "'1,234,567.8',EUR,123456780",
    "1.234,KWD,1234"
  })
  void minor_ofAnAmount_isExact(String typed, String currency, long minor) {
    assertThat(AmountText.minor(typed, currency)).hasValue(minor);
    assertThat(AmountText.minor(AmountText.typed(minor, currency), currency)).hasValue(minor);
  }

  @ParameterizedTest
  @CsvSource({
    "4.8,JPY",
    "1.234,EUR",
    "-1,JPY",
    "1e3,JPY",
    "'',JPY",
    "０,JPY",
    "'1,50',EUR",
    "'1,5',EUR",
    "'1,2345',JPY",
    "'1234,567',JPY",
    "'12,34,567',JPY",
    "',500',JPY",
    "'1,',JPY",
    "'1,,000',JPY",
    "'1.234,50',EUR"
  })
  void minor_ofAnythingElse_isNone(String typed, String currency) {
    assertThat(AmountText.minor(typed, currency)).isEmpty();
  }

  @Test
  void minor_inNoCurrency_isRefused() {
    assertThatThrownBy(() -> AmountText.minor("12", "XXX")).isInstanceOf(ProtocolException.class);
  }
}

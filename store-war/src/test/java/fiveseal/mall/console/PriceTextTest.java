package fiveseal.mall.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ProtocolException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTextTest {

  @ParameterizedTest
  @CsvSource({
    "480,JPY,480",
    "12.34,EUR,1234",
    "12.3,EUR,1230",
    "'1,200',JPY,1200",
    "1.234,KWD,1234"
  })
  void minor_ofAPrice_isExact(String typed, String currency, long minor) {
    assertThat(PriceText.minor(typed, currency)).isEqualTo(minor);
    assertThat(PriceText.minor(PriceText.typed(minor, currency), currency)).isEqualTo(minor);
  }

  @ParameterizedTest
  @CsvSource({"4.8,JPY", "1.234,EUR", "-1,JPY", "1e3,JPY", "'',JPY", "12,XXX", "０,JPY"})
  void minor_ofAnythingElse_isRefused(String typed, String currency) {
    assertThatThrownBy(() -> PriceText.minor(typed, currency))
        .isInstanceOf(ProtocolException.class);
  }
}

package fiveseal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @Test
  void amount_atItsBounds_isTaken() {
    assertThat(Amount.of(1, "JPY").currency().digits()).isZero();
    assertThat(Amount.of(2147483647L, "EUR").currency().numeric()).isEqualTo(978);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 2147483648L, Long.MAX_VALUE})
  void amount_outsideItsRange_isRefused(long minor) {
    assertThatThrownBy(() -> Amount.of(minor, "JPY")).isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"XXX", "XTS", "XAU", "XDR", "XUA", "XSU", "DEM", "HRK", "ZWL", "jpy", ""})
  void currency_withdrawnOrWithoutMinorUnit_isRefused(String code) {
    assertThatThrownBy(() -> IsoCurrency.of(code)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void cardNumber_packsAndMasks() {
    CardNumber number = new CardNumber("9392000000000015");
    assertThat(CardNumber.fromBcd(number.bcd())).isEqualTo(number);
    assertThat(CardNumber.withCheckDigit("939200000000001")).isEqualTo(number);
    assertThat(number.toString()).doesNotContain("9392").endsWith("0015");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9392000000000016", "939200000000001", "93920000000000150", "x", ""})
  void cardNumber_withoutLuhnOrLength_isRefused(String digits) {
    assertThatThrownBy(() -> new CardNumber(digits)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void uuidV7_isOfItsTime_andNeverTwice() {
    UuidV7 ids =
        new UuidV7(InstantSource.fixed(Instant.ofEpochMilli(0x0123456789ABL)), new SecureRandom());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String id = ids.next();
      assertThat(id).startsWith("01234567-89ab-7");
      assertThat(UuidV7.isCanonical(id)).isTrue();
      assertThat("89ab").contains(id.substring(19, 20));
      seen.add(id);
    }
    assertThat(seen).hasSize(1000);
    assertThat(UuidV7.isCanonical("01234567-89AB-7000-8000-000000000000")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AA==", "AB", "A", "A+", "A/", " AA", "AA\n"})
  void base64Url_whenNotCanonical_isRefused(String text) {
    assertThatThrownBy(() -> Base64Url.decode(text)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void everyErrorCode_isOnceAndInRange() {
    Set<String> codes = new HashSet<>();
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(codes.add(code.code())).isTrue();
      assertThat(code.code()).matches("[a-z]+(-[a-z]+)*");
      assertThat(code.status()).isBetween(400, 503);
    }
  }
}

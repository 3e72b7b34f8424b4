package fiveseal.clientapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadBodyTest {
  private static final String BODY =
      "{\"updateId\":\"3f2b8a60-5a7e-4c1d-9e0f-0a1b2c3d4e5f\",\"kind\":\"LOAD\",\"amount\":5000,"
          + "\"currency\":\"JPY\",\"funding\":{\"voucher\":\"V\"},"
          + "\"cardNumber\":\"4111111111111111\"}";
  private static final String INITIALIZE =
      ",\"initialize\":{\"cardNumber\":\"4111111111111111\",\"data\":\"AAAA\"}}";

  @Test
  void read_withoutProof_isTheLoadAlone() {
    LoadBody body = read(BODY);

    assertThat(body.load().amountMinor()).isEqualTo(5000);
    assertThat(body.load().funding().voucher()).contains("V");
    assertThat(body.proof()).isEmpty();
  }

  @Test
  void read_withProof_hasBoth() {
    LoadBody body = read(BODY.substring(0, BODY.length() - 1) + INITIALIZE);

    assertThat(body.proof()).hasValueSatisfying(p -> assertThat(p.data()).hasSize(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5000 | 0 | MESSAGE_REFUSED",
        "5000 | 2147483648 | MESSAGE_REFUSED",
        "5000 | 9223372036854775808 | MESSAGE_REFUSED",
        "5000 | -1 | MESSAGE_MALFORMED",
        "5000 | 1e2 | MESSAGE_MALFORMED",
        "5000 | 1.0 | MESSAGE_MALFORMED",
        "5000 | \"1\" | MESSAGE_MALFORMED",
        "JPY | XXX | MESSAGE_REFUSED",
        "LOAD | REFUND | MESSAGE_REFUSED",
        "3f2b | 3F2B | MESSAGE_MALFORMED",
        "4111111111111111 | 4111111111111112 | MESSAGE_MALFORMED",
        "{\"voucher\":\"V\"} | {} | MESSAGE_MALFORMED",
        "\"voucher\":\"V\" | \"voucher\":\"V\",\"reference\":\"R\" | MESSAGE_MALFORMED",
        "\"voucher\":\"V\" | \"voucher\":\"V\",\"voucher\":\"V\" | MESSAGE_MALFORMED",
        "\"kind\" | \"admin\":true,\"kind\" | MESSAGE_MALFORMED"
      })
  void read_twisted_isRefused(String good, String bad, ErrorCode code) {
    assertThat(BODY).contains(good);

    assertThatThrownBy(() -> read(BODY.replace(good, bad)))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static LoadBody read(String body) {
    return LoadBody.read(body.getBytes(StandardCharsets.UTF_8));
  }
}

package fiveseal.manager.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private static final String ID = "0190a5b8-7c00-7abc-8def-0123456789ab";

  @Test
  void parameters_whenAbsent_haveTheirDefaults() {
    assertThat(Parameters.waitSeconds(null)).isZero();
    assertThat(Parameters.integer("limit", null, 1, 200)).isEmpty();
  }

  @Test
  void parameters_whenWellFormed_areRead() {
    assertThat(Parameters.waitSeconds("30")).isEqualTo(30);
    assertThat(Parameters.id(ID)).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "31", "-1", "+1", "01", "1.0", "1e1", "١", "9999999999999"})
  void waitSeconds_ofAnotherForm_isMalformed(String query) {
    refuses(ErrorCode.MESSAGE_MALFORMED, () -> Parameters.waitSeconds(query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0190A5B8-7C00-7ABC-8DEF-0123456789AB",
        "0190a5b8-7c00-7abc-8def-0123456789ab\u0000",
        "0190a5b87c007abc8def0123456789ab",
        "' OR 1=1 --"
      })
  void id_ofAnotherForm_isNotFound(String path) {
    refuses(ErrorCode.NOT_FOUND, () -> Parameters.id(path));
  }

  private static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

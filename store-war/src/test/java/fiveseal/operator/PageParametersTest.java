package fiveseal.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageParametersTest {
  private static final String V7 = "01957000-0000-7000-8000-000000000001";
  private static final String V4 = "01957000-0000-4000-8000-000000000001";

  @Test
  void limit_whenAbsentOrWithinBounds_isTaken() {
    assertThat(PageParameters.limit(null)).isEqualTo(50);
    assertThat(PageParameters.limit("1")).isEqualTo(1);
    assertThat(PageParameters.limit("200")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "201", "-1", "1.0", "x"})
  void limit_otherwise_isRefused(String query) {
    assertMalformed(() -> PageParameters.limit(query));
  }

  @Test
  void flag_whenAbsent_isFalse() {
    assertThat(PageParameters.flag("acknowledged", null)).isFalse();
    assertThat(PageParameters.flag("acknowledged", "false")).isFalse();
    assertThat(PageParameters.flag("acknowledged", "true")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "TRUE", "yes"})
  void flag_otherwise_isRefused(String query) {
    assertMalformed(() -> PageParameters.flag("acknowledged", query));
  }

  @Test
  void after_whenAnId_isTaken() {
    assertThat(PageParameters.after(null)).isEmpty();
    assertThat(PageParameters.after(V7)).contains(V7);
    assertThat(PageParameters.after(V4)).contains(V4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "01957000-0000-7000-8000-00000000000G", "' or 1=1 --"})
  void after_otherwise_isRefused(String query) {
    assertMalformed(() -> PageParameters.after(query));
  }

  private static void assertMalformed(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
  }
}

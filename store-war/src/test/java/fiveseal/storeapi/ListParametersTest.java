package fiveseal.storeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListParametersTest {
  private static final String ID = "0190a5b8-7c00-7abc-8def-0123456789ab";

  @Test
  void parameters_whenAbsent_haveTheirDefaults() {
    assertThat(ListParameters.limit(null)).isEqualTo(50);
    assertThat(ListParameters.state(null)).isEmpty();
    assertThat(ListParameters.after(null)).isEmpty();
    assertThat(ListParameters.seconds("from", null)).isEmpty();
  }

  @Test
  void parameters_whenWellFormed_areRead() {
    assertThat(ListParameters.limit("200")).isEqualTo(200);
    assertThat(ListParameters.state("IN_DOUBT")).contains("IN_DOUBT");
    assertThat(ListParameters.after(ID)).contains(ID);
    assertThat(ListParameters.seconds("from", "1750000000")).hasValue(1_750_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201"})
  void limit_outsideItsRange_isMalformed(String query) {
    refuses(() -> ListParameters.limit(query));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "done", "requested", "REQUESTED "})
  void state_unknown_isMalformed(String query) {
    refuses(() -> ListParameters.state(query));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0190A5B8-7C00-7ABC-8DEF-0123456789AB", "' OR 1=1 --"})
  void after_ofAnotherForm_isMalformed(String query) {
    refuses(() -> ListParameters.after(query));
  }

  private static void refuses(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
  }
}

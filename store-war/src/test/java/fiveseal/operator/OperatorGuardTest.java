package fiveseal.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorGuardTest {
  private final OperatorGuard guard = new OperatorGuard(Optional.of("the-token"));

  @Test
  void check_ofTheToken_letsIn() {
    assertThatCode(() -> guard.check("Bearer the-token")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer ", "Bearer the-toke", "Bearer the-token ", "Basic the-token"})
  void check_ofAnotherToken_isRefused(String authorization) {
    refuses(guard, authorization, ErrorCode.SIGNATURE_REFUSED);
  }

  @Test
  void check_withoutConfiguredToken_isNotFound() {
    refuses(new OperatorGuard(Optional.empty()), "Bearer the-token", ErrorCode.NOT_FOUND);
    refuses(new OperatorGuard(Optional.of(" ")), "Bearer  ", ErrorCode.NOT_FOUND);
  }

  private static void refuses(OperatorGuard guard, String authorization, ErrorCode code) {
    assertThatThrownBy(() -> guard.check(authorization))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

package fiveseal.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorGuardTest {
  private final OperatorGuard guard = guard("the-token", "the-other");

  @Test
  void check_ofEachToken_tellsItsOperator() {
    assertThat(guard.check("Bearer the-token")).isEqualTo("operator-1");
    assertThat(guard.check("Bearer the-other")).isEqualTo("operator-2");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer ",
        "Bearer the-toke",
        "Bearer the-token ",
        "Bearer the-tokenthe-other",
        "Basic the-token"
      })
  void check_ofAnotherToken_isRefused(String authorization) {
    refuses(guard, authorization, ErrorCode.SIGNATURE_REFUSED);
  }

  @Test
  void check_withoutSecondToken_knowsTheFirstOperatorOnly() {
    OperatorGuard alone = guard("the-token", null);

    assertThat(alone.check("Bearer the-token")).isEqualTo("operator-1");
    refuses(alone, "Bearer the-other", ErrorCode.SIGNATURE_REFUSED);
    refuses(guard("the-token", " "), "Bearer  ", ErrorCode.SIGNATURE_REFUSED);
  }

  @Test
  void check_whenBothTokensAreTheSame_isNeverTheSecondOperator() {
    assertThat(guard("the-token", "the-token").check("Bearer the-token")).isEqualTo("operator-1");
  }

  @Test
  void check_withoutConfiguredToken_isNotFound() {
    refuses(guard(null, null), "Bearer the-token", ErrorCode.NOT_FOUND);
    refuses(guard(" ", null), "Bearer  ", ErrorCode.NOT_FOUND);
  }

  private static OperatorGuard guard(String first, String second) {
    return new OperatorGuard(Optional.ofNullable(first), Optional.ofNullable(second));
  }

  private static void refuses(OperatorGuard guard, String authorization, ErrorCode code) {
    assertThatThrownBy(() -> guard.check(authorization))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

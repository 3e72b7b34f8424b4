package fiveseal.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorGuardTest {
  private final OperatorGuard guard = guard("the-token", "the-other");

  @Test
  void check_ofEachToken_tellsItsOperator() {
    assertThat(guard.check("Bearer the-token")).isEqualTo("token:operator-1");
    assertThat(guard.check("Bearer the-other")).isEqualTo("token:operator-2");
  }

  @Test
  void check_ofATokenThatBelongsToALogin_tellsTheLogin() {
    OperatorGuard guard = guard("the-token", "the-other", " Olivia ", null);
    assertThat(guard.check("Bearer the-token")).isEqualTo("olivia");
    assertThat(guard.check("Bearer the-other")).isEqualTo("token:operator-2");
  }

  @Test
  void check_ofTwoTokensOfOneLogin_tellsOnePerson() {
    OperatorGuard guard = guard("the-token", "the-other", "olivia", "olivia");
    assertThat(guard.check("Bearer the-token")).isEqualTo("olivia");
    assertThat(guard.check("Bearer the-other")).isEqualTo("olivia");
  }

  @Test
  void guard_ofALoginThatNobodyCanHave_isNotMade() {
    assertThatThrownBy(() -> guard("the-token", null, "token:operator-2", null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fiveseal.operator.login");
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

    assertThat(alone.check("Bearer the-token")).isEqualTo("token:operator-1");
    refuses(alone, "Bearer the-other", ErrorCode.SIGNATURE_REFUSED);
    refuses(guard("the-token", " "), "Bearer  ", ErrorCode.SIGNATURE_REFUSED);
  }

  @Test
  void check_whenBothTokensAreTheSame_isNeverTheSecondOperator() {
    assertThat(guard("the-token", "the-token").check("Bearer the-token"))
        .isEqualTo("token:operator-1");
  }

  @Test
  void check_withoutConfiguredToken_isNotFound() {
    refuses(guard(null, null), "Bearer the-token", ErrorCode.NOT_FOUND);
    refuses(guard(" ", null), "Bearer  ", ErrorCode.NOT_FOUND);
  }

  private static OperatorGuard guard(String first, String second) {
    return guard(first, second, null, null);
  }

  private static OperatorGuard guard(
      String first, String second, String firstLogin, String secondLogin) {
    Map<String, String> properties = new HashMap<>();
    properties.put("fiveseal.operator.token", first);
    properties.put("fiveseal.operator.second-token", second);
    properties.put("fiveseal.operator.login", firstLogin);
    properties.put("fiveseal.operator.second-login", secondLogin);
    return new OperatorGuard(name -> Optional.ofNullable(properties.get(name)));
  }

  private static void refuses(OperatorGuard guard, String authorization, ErrorCode code) {
    assertThatThrownBy(() -> guard.check(authorization))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

package fiveseal.manager.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

  @Test
  void of_bearer_givesTheToken() {
    assertThat(BearerToken.of("Bearer a.b.c")).isEqualTo("a.b.c");
    assertThat(BearerToken.of("bearer a.b.c")).isEqualTo("a.b.c");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic a.b.c", "a.b.c"})
  void of_anythingElse_isRefused(String authorization) {
    assertThatThrownBy(() -> BearerToken.of(authorization))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_REFUSED));
  }
}

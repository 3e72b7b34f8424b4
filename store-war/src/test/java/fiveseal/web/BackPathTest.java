package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BackPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/operator/",
        "/operator/stores",
        "/console/settlements?state=COMPLETED&from=2026-01-01",
        "/console/settlements?after=a%2Fb+c",
        "/account"
      })
  void pageOfTheConsoles_isAWayBack(String path) {
    assertThat(BackPath.of(path)).contains(path);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "/",
        "//evil.example/operator",
        "https://evil.example/operator/",
        "/\\evil.example",
        "\\\\evil.example",
        "/operator//evil.example",
        "/operator/../../evil",
        "/operator/%2e%2e/evil",
        "/operator\r\nSet-Cookie: a=b",
        "/operator?x=\r\nLocation: https://evil.example",
        "/operator\u0000",
        "/operators",
        "/login?back=/login",
        "/logout",
        "operator/",
        "javascript:alert(1)",
        "/operator/api/v1/stores",
        "/operator/api",
        "/console/a?b=<script>",
        "/console/a#b",
        "/store/operator"
      })
  void everythingElse_isNone(String path) {
    assertThat(BackPath.of(path)).isEmpty();
  }
}

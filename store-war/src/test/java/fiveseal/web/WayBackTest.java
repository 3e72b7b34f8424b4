package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WayBackTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/console/",
        "/console/settlements",
        "/console/settlements?state=IN_DOUBT&from=2026-11-27&q=%E3%81%82",
        "/operator/store?id=bakery-1"
      })
  void ofAPageInside_isThatPage(String path) {
    assertThat(WayBack.of(path)).contains(path);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\tevil",
        "\\\\evil.example",
        "/%2f/evil.example",
        "/../client/",
        "/console/..%2f",
        "javascript:alert(1)",
        "/console\r\nSet-Cookie: a=b",
        "/console#fragment"
      })
  void ofAnythingElse_isNone(String path) {
    assertThat(WayBack.of(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/operator/",
        "/operator/stores",
        "/console/settlements?state=COMPLETED&from=2026-01-01",
        "/console/settlements?after=a%2Fb+c",
        "/account"
      })
  void afterSignIn_isAPageOfTheConsoles(String path) {
    assertThat(WayBack.afterSignIn(path)).contains(path);
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
  void afterSignIn_isNothingElse(String path) {
    assertThat(WayBack.afterSignIn(path)).isEmpty();
  }
}

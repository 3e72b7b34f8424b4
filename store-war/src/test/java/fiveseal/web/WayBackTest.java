package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
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
    assertThat(WayBack.of(path)).isEqualTo(path);
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
  void ofAnythingElse_isTheStart(String path) {
    assertThat(WayBack.of(path)).isEqualTo("/");
  }
}

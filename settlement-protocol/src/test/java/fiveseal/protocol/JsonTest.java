package fiveseal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void object_readsEveryType_andWritesItBack() {
    JsonMembers members =
        Json.object("{ \"a\":\"x\", \"n\":0,\"o\":{\"b\":true},\"l\":[1,2],\"t\":[\"y\"]}");
    assertThat(members.text("a")).isEqualTo("x");
    assertThat(members.integer("n")).isZero();
    assertThat(members.object("o").flag("b")).isTrue();
    assertThat(members.integers("l")).containsExactly(1L, 2L);
    assertThat(members.texts("t")).containsExactly("y");
    members.end();
    assertThat(Json.write(Map.of("l", List.of(1, "ü")))).isEqualTo("{\"l\":[1,\"ü\"]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " {\"a\":1}",
        "{\"a\":1} ",
        "{\"a\":1}{}",
        "[1]",
        "null",
        "{\"a\":1,\"a\":1}",
        "{\"a\":-1}",
        "{\"a\":-0}",
        "{\"a\":1.0}",
        "{\"a\":1e2}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":1}//",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "\uFEFF{\"a\":1}",
        "{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":1}}}}}}}}}"
      })
  void object_whenNotStrict_isRefused(String text) {
    assertMalformed(() -> Json.object(text));
  }

  @Test
  void object_whenNotUtf8_isRefused() {
    assertMalformed(() -> Json.object(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', '}'}));
  }

  @Test
  void members_whenMissingUnknownOrOfOtherType_areRefused() {
    assertMalformed(() -> Json.object("{}").text("a"));
    assertMalformed(() -> Json.object("{\"a\":null}").text("a"));
    assertMalformed(() -> Json.object("{\"a\":1}").text("a"));
    assertMalformed(() -> Json.object("{\"a\":\"1\"}").integer("a"));
    assertMalformed(() -> Json.object("{\"a\":[1,\"x\"]}").integers("a"));
    assertMalformed(() -> Json.object("{\"a\":1}").end());
    assertThat(Json.object("{\"a\":123456789012345678901}").integer("a")).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void body_mayHaveWhiteSpaceAround_andNothingElse() {
    assertThat(Json.body(" \r\n{\"a\":1}\t\n".getBytes(UTF_8)).integer("a")).isEqualTo(1);
    assertMalformed(() -> Json.body("{\"a\":1}x".getBytes(UTF_8)));
    assertMalformed(() -> Json.body(" ".getBytes(UTF_8)));
  }

  private static void assertMalformed(Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
  }
}

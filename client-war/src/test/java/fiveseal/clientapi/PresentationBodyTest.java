package fiveseal.clientapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresentationBodyTest {
  private static final String INITIALIZE =
      "\"initialize\":{\"cardNumber\":\"4111111111111111\",\"data\":\"AAAA\"}";
  private static final String BODY =
      "{" + INITIALIZE + ",\"answers\":[{\"counter\":7,\"answer\":\"AAAA\"}]}";

  @Test
  void read_withoutAnswers_hasNone() {
    PresentationBody body = read("{" + INITIALIZE + "}");

    assertThat(body.proof().cardNumber()).isEqualTo("4111111111111111");
    assertThat(body.answers()).isEmpty();
  }

  @Test
  void read_withAnAnswer_hasCounterAndBytes() {
    assertThat(read(BODY).answers())
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.counter()).isEqualTo(7);
              assertThat(answer.answer()).hasSize(3);
            });
  }

  @Test
  void read_of16Answers_isTaken_of17_isRefused() {
    assertThat(read(withAnswers(16)).answers()).hasSize(16);
    refuses(withAnswers(17));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"counter\":7 | {\"admin\":1,\"counter\":7",
        "\"counter\":7, | ``",
        "\"counter\":7 | \"counter\":\"7\"",
        "\"counter\":7 | \"counter\":-1",
        "\"answer\":\"AAAA\" | \"answer\":\"AAA=\"",
        "}] | }],\"answers\":[]",
        "}] | }],\"more\":[]",
        "}] | },{\"counter\":7,\"answer\":\"AAAB\"}]",
        "[{\"counter\":7,\"answer\":\"AAAA\"}] | {}",
        "4111111111111111 | 4111111111111112"
      })
  void read_twisted_isRefused(String good, String bad) {
    assertThat(BODY).contains(good);

    refuses(BODY.replace(good, bad));
  }

  private static void refuses(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
  }

  private static String withAnswers(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(counter -> "{\"counter\":" + counter + ",\"answer\":\"AAAA\"}")
        .collect(Collectors.joining(",", "{" + INITIALIZE + ",\"answers\":[", "]}"));
  }

  private static PresentationBody read(String body) {
    return PresentationBody.read(body.getBytes(StandardCharsets.UTF_8));
  }
}

package fiveseal.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.CardOrder;
import fiveseal.manager.DecisionProposal;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardBodiesTest {
  private static final String CARD = "4111111111111111";
  private static final String SUCCESSOR = "5500000000000004";
  private static final String LIMITS =
      "{\"cardNumber\":\"4111111111111111\",\"kind\":\"LIMITS\",\"balanceLimit\":50000,"
          + "\"amountLimit\":20000}";
  private static final String REPLACE =
      "{\"kind\":\"REPLACE\",\"cardNumber\":\"4111111111111111\","
          + "\"successor\":\"5500000000000004\",\"closeDoubts\":true,\"reason\":\"lost\"}";

  @Test
  void cardNumber_alone_isRead() {
    assertThat(CardBodies.cardNumber(bytes("{\"cardNumber\":\"4111111111111111\"}")))
        .isEqualTo(CARD);
  }

  @Test
  void order_ofLimits_hasBoth_ofBlock_hasNone() {
    assertThat(CardBodies.order(bytes(LIMITS)))
        .isEqualTo(new CardOrder(CARD, "LIMITS", OptionalLong.of(50_000), OptionalLong.of(20_000)));
    assertThat(CardBodies.order(bytes("{\"cardNumber\":\"4111111111111111\",\"kind\":\"BLOCK\"}")))
        .isEqualTo(new CardOrder(CARD, "BLOCK", OptionalLong.empty(), OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "LIMITS | BLOCK | MESSAGE_REFUSED",
        "LIMITS | VOID | MESSAGE_REFUSED",
        "LIMITS | LOAD | MESSAGE_REFUSED",
        ",\"balanceLimit\":50000 | `` | MESSAGE_REFUSED",
        ",\"amountLimit\":20000 | `` | MESSAGE_REFUSED",
        "20000 | 2147483648 | MESSAGE_REFUSED",
        "20000 | 1.0 | MESSAGE_MALFORMED",
        "\"kind\" | \"admin\":true,\"kind\" | MESSAGE_MALFORMED",
        "4111111111111111 | 4111111111111112 | MESSAGE_MALFORMED"
      })
  void order_twisted_isRefused(String good, String bad, ErrorCode code) {
    refuses(CardBodies::order, LIMITS, good, bad, code);
  }

  @Test
  void proposal_ofAReplacement_hasItsSuccessor() {
    assertThat(CardBodies.proposal(bytes(REPLACE)))
        .isEqualTo(new DecisionProposal("REPLACE", CARD, Optional.of(SUCCESSOR), true, "lost"));
  }

  @Test
  void proposal_ofARelease_hasNone() {
    String body =
        REPLACE.replace("REPLACE", "RELEASE").replace("\"successor\":\"5500000000000004\",", "");

    assertThat(CardBodies.proposal(bytes(body)).successor()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "REPLACE | RELEASE | MESSAGE_REFUSED",
        "REPLACE | FORGIVE | MESSAGE_REFUSED",
        "\"successor\":\"5500000000000004\", | `` | MESSAGE_REFUSED",
        "5500000000000004 | 4111111111111111 | MESSAGE_REFUSED",
        "5500000000000004 | 5500000000000005 | MESSAGE_MALFORMED",
        "true | \"true\" | MESSAGE_MALFORMED",
        "\"closeDoubts\":true, | `` | MESSAGE_MALFORMED",
        "\"lost\" | \"\" | MESSAGE_MALFORMED",
        "\"lost\" | \"lo\\nst\" | MESSAGE_MALFORMED",
        ",\"reason\" | ,\"approvedBy\":\"operator-2\",\"reason\" | MESSAGE_MALFORMED"
      })
  void proposal_twisted_isRefused(String good, String bad, ErrorCode code) {
    refuses(CardBodies::proposal, REPLACE, good, bad, code);
  }

  @Test
  void proposal_withAReasonOf201Characters_isRefused_of200_isTaken() {
    String longest = REPLACE.replace("lost", "x".repeat(200));

    assertThat(CardBodies.proposal(bytes(longest)).reason()).hasSize(200);
    refuses(CardBodies::proposal, longest, "xx\"", "xxx\"", ErrorCode.MESSAGE_MALFORMED);
  }

  private static void refuses(
      Function<byte[], ?> reader, String body, String good, String bad, ErrorCode code) {
    assertThat(body).contains(good);
    assertThatThrownBy(() -> reader.apply(bytes(body.replace(good, bad))))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}

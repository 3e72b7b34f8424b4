package fiveseal.storedevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.Amount;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestCreationTest {
  private static final String HALF_CHARACTER = "a\uD83Db";

  private final RequestCreation creation =
      new RequestCreation(Orders.IDENTITY, Duration.ofMinutes(15), () -> Orders.NOW);

  @Test
  @DisplayName("Claim 17 works: the creation part makes message 1's content of an order")
  void create_ofABasket_keepsEveryLine() {
    SettlementRequest request = creation.create(Orders.basket("order-1"));

    assertThat(request.iss()).isEqualTo("mall-1");
    assertThat(request.aud()).isEqualTo("manager");
    assertThat(request.requestId()).isEqualTo("order-1");
    assertThat(request.amount()).isEqualTo(Amount.of(1980, "JPY"));
    assertThat(request.lines()).isEqualTo(Orders.basket("order-1").lines());
    assertThat(request.iat()).isEqualTo(Orders.NOW.getEpochSecond());
    assertThat(request.exp() - request.iat()).isEqualTo(900);
  }

  static Stream<Arguments> illFormed() {
    RequestLine line = new RequestLine("bakery", 100, "Bread", "b-1");
    return Stream.of(
        Arguments.of("amount 0", order("r", 0, "JPY", "Text", List.of(line))),
        Arguments.of("amount of 32 bits", order("r", 1L << 31, "JPY", "Text", List.of(line))),
        Arguments.of("negative amount", order("r", -100, "JPY", "Text", List.of(line))),
        Arguments.of("lines that do not add up", order("r", 101, "JPY", "Text", List.of(line))),
        Arguments.of("no lines", order("r", 100, "JPY", "Text", List.of())),
        Arguments.of(
            "101 lines", order("r", 10_100, "JPY", "Text", Collections.nCopies(101, line))),
        Arguments.of("one reference twice", order("r", 200, "JPY", "Text", List.of(line, line))),
        Arguments.of("no currency", order("r", 100, "XXX", "Text", List.of(line))),
        Arguments.of("currency in lower case", order("r", 100, "jpy", "Text", List.of(line))),
        Arguments.of("empty id", order("", 100, "JPY", "Text", List.of(line))),
        Arguments.of("id with a slash", order("a/b", 100, "JPY", "Text", List.of(line))),
        Arguments.of("id of 65", order("a".repeat(65), 100, "JPY", "Text", List.of(line))),
        Arguments.of("empty text", order("r", 100, "JPY", "", List.of(line))),
        Arguments.of("text of 201", order("r", 100, "JPY", "a".repeat(201), List.of(line))),
        Arguments.of("text with a line feed", order("r", 100, "JPY", "a\nb", List.of(line))),
        Arguments.of("half a character", order("r", 100, "JPY", HALF_CHARACTER, List.of(line))));
  }

  private static StoreOrder order(
      String id, long amount, String currency, String text, List<RequestLine> lines) {
    return new StoreOrder(id, amount, currency, text, lines);
  }

  @ParameterizedTest(name = "Claim 17 refuses: the creation part, {0}")
  @MethodSource("illFormed")
  void create_ofAnIllFormedOrder_isRefused(String name, StoreOrder order) {
    assertThatThrownBy(() -> creation.create(order))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            refusal ->
                assertThat(refusal.code())
                    .isIn(ErrorCode.MESSAGE_MALFORMED, ErrorCode.MESSAGE_REFUSED));
  }

  @Test
  void new_withAValidityOfMoreThanADay_isRefused() {
    assertThatThrownBy(
            () -> new RequestCreation(Orders.IDENTITY, Duration.ofHours(25), () -> Orders.NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

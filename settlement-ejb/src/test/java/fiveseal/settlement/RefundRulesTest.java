package fiveseal.settlement;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.Amount;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefundRulesTest {
  private static final Map<String, Long> SOLD = Map.of("bakery", 1200L, "books", 2980L);

  private static RefundRequest refund(String currency, RefundLine... lines) {
    long amount = Arrays.stream(lines).mapToLong(RefundLine::amountMinor).sum();
    return new RefundRequest(
        "mall",
        "manager",
        "r",
        "01a20dc7-1ee2-71fa-92ee-f5b3136f6b2d",
        Amount.of(amount, currency),
        List.of(lines),
        1,
        2);
  }

  private static void check(List<RefundRequest> before, RefundRequest refund) {
    RefundRules.check(SettlementState.RECEIPTED, "JPY", SOLD, before, refund);
  }

  private static ErrorCode code(Throwable refused) {
    return ((ProtocolException) refused).code();
  }

  @Test
  void refund_wholeOrPerLine_isAllowedUpToWhatWasPaid() {
    RefundRequest whole =
        refund("JPY", new RefundLine("bakery", 1200), new RefundLine("books", 2980));
    RefundRequest half = refund("JPY", new RefundLine("bakery", 600));
    assertThatCode(() -> check(List.of(), whole)).doesNotThrowAnyException();
    assertThatCode(() -> check(List.of(half), half)).doesNotThrowAnyException();
  }

  @Test
  void refund_ofMoreThanAStoreSold_isRefused_alsoInSeveralPartsOrLines() {
    RefundRequest half = refund("JPY", new RefundLine("bakery", 600));
    List<Runnable> tooMuch =
        List.of(
            () -> check(List.of(), refund("JPY", new RefundLine("bakery", 1201))),
            () -> check(List.of(half, half), refund("JPY", new RefundLine("bakery", 1))),
            () ->
                check(
                    List.of(),
                    refund("JPY", new RefundLine("bakery", 1200), new RefundLine("bakery", 1))));
    for (Runnable refused : tooMuch) {
      assertThatThrownBy(refused::run)
          .matches(e -> code(e) == ErrorCode.MESSAGE_REFUSED)
          .hasMessageContaining("more would go back");
    }
  }

  @Test
  void refund_ofAStoreThatSoldNothing_orInAnotherCurrency_isRefused() {
    assertThatThrownBy(() -> check(List.of(), refund("JPY", new RefundLine("kiosk", 1))))
        .matches(e -> code(e) == ErrorCode.MESSAGE_REFUSED);
    assertThatThrownBy(() -> check(List.of(), refund("EUR", new RefundLine("bakery", 1))))
        .matches(e -> code(e) == ErrorCode.MESSAGE_REFUSED);
  }

  @Test
  void refund_ofWhatIsNotPaid_isNotRefundable() {
    for (SettlementState state :
        EnumSet.complementOf(EnumSet.of(SettlementState.COMPLETED, SettlementState.RECEIPTED))) {
      assertThatThrownBy(
              () ->
                  RefundRules.check(
                      state, "JPY", SOLD, List.of(), refund("JPY", new RefundLine("books", 1))))
          .matches(e -> code(e) == ErrorCode.NOT_REFUNDABLE);
    }
  }
}

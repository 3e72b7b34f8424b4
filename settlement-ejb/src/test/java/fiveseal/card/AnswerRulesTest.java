package fiveseal.card;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Operation;
import org.junit.jupiter.api.Test;

class AnswerRulesTest {
  private static final byte[] ID = new byte[16];

  private static IssuedTerms issued(Operation operation) {
    return new IssuedTerms(operation, 300, 7, ID, 1000);
  }

  private static CardAnswer answer(
      CardResult result, Operation operation, long counter, long amount, long before, long after) {
    return new CardAnswer(result, operation, CardState.ACTIVE, counter, amount, before, after, ID);
  }

  @Test
  void answer_thatRepeatsItsCommand_fits() {
    assertThat(
            AnswerRules.fits(
                issued(Operation.DEBIT),
                answer(CardResult.DONE, Operation.DEBIT, 7, 300, 1000, 700)))
        .isTrue();
    assertThat(
            AnswerRules.fits(
                issued(Operation.CREDIT),
                answer(CardResult.DONE, Operation.CREDIT, 7, 300, 1000, 1300)))
        .isTrue();
    assertThat(
            AnswerRules.fits(
                issued(Operation.DEBIT),
                answer(CardResult.VALUE_INSUFFICIENT, Operation.DEBIT, 7, 300, 1000, 1000)))
        .isTrue();
  }

  @Test
  void answer_thatContradicts_doesNotFit() {
    assertContradicts(answer(CardResult.DONE, Operation.CREDIT, 7, 300, 1000, 1300));
    assertContradicts(answer(CardResult.DONE, Operation.DEBIT, 8, 300, 1000, 700));
    assertContradicts(answer(CardResult.DONE, Operation.DEBIT, 7, 299, 1000, 701));
    assertContradicts(answer(CardResult.DONE, Operation.DEBIT, 7, 300, 900, 600));
    assertContradicts(answer(CardResult.DONE, Operation.DEBIT, 7, 300, 1000, 1000));
    assertContradicts(answer(CardResult.BLOCKED, Operation.DEBIT, 7, 300, 1000, 700));
    byte[] otherId = new byte[16];
    otherId[0] = 1;
    assertContradicts(
        new CardAnswer(
            CardResult.DONE, Operation.DEBIT, CardState.ACTIVE, 7, 300, 1000, 700, otherId));
  }

  private static void assertContradicts(CardAnswer answer) {
    assertThat(AnswerRules.fits(issued(Operation.DEBIT), answer)).isFalse();
  }
}

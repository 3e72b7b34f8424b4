package fiveseal.card;

import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.Operation;
import java.util.Arrays;

/** What an authentic answer proves (protocol section 3, "Several commands may be open"). */
public final class AnswerRules {
  private AnswerRules() {}

  /**
   * Whether the answer repeats its command and its balances follow from its result.
   *
   * @return false if the card's authentic word contradicts what is on record
   */
  public static boolean fits(IssuedTerms issued, CardAnswer answer) {
    return answer.operation() == issued.operation()
        && answer.amount() == issued.amountMinor()
        && answer.counter() == issued.counter()
        && Arrays.equals(answer.transactionId(), issued.transactionId())
        && answer.balanceBefore() == issued.balanceBeforeMinor()
        && answer.balanceAfter() == balanceAfter(answer);
  }

  private static long balanceAfter(CardAnswer answer) {
    if (answer.result() != CardResult.DONE) {
      return answer.balanceBefore();
    }
    if (answer.operation() == Operation.DEBIT) {
      return answer.balanceBefore() - answer.amount();
    }
    if (answer.operation() == Operation.CREDIT) {
      return answer.balanceBefore() + answer.amount();
    }
    return answer.balanceBefore();
  }
}

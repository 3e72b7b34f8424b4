package fiveseal.cardsim;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardIdentity;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.LogRecord;
import fiveseal.protocol.card.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each operation does, and in which order a card declines. */
class PurseOperationsTest {

  @Test
  void select_tellsBlankFromPersonalized() throws IOException {
    TestCard test = TestCard.blank();
    assertThat(test.client.select())
        .isEqualTo(new CardIdentity(1, Optional.empty(), 0, 0, 0, CardState.NOT_PERSONALIZED));

    assertThat(test.send(TestCard.personalization(TestCard.MAX, TestCard.MAX))).isEqualTo("9000");
    assertThat(test.client.select())
        .isEqualTo(
            new CardIdentity(
                1, Optional.of(TestCard.NUMBER), TestCard.YEN, 0, 1, CardState.ACTIVE));
  }

  @Test
  void personalize_givesCounterOneAndNoBalance() {
    Initialize initialize = TestCard.personalized().initialize();
    assertThat(initialize.counter()).isEqualTo(1);
    assertThat(initialize.balance()).isZero();
    assertThat(initialize.keyVersion()).isEqualTo(1);
    assertThat(initialize.state()).isEqualTo(CardState.ACTIVE);
  }

  @Test
  @DisplayName("Claim 25 works: the card decrypts what is for it and fresh, and its value changes")
  void creditAndDebit_changeTheBalanceByExactlyTheAmount() {
    TestCard test = TestCard.personalized();
    CardAnswer credit = test.run(Operation.CREDIT, 10000);
    assertThat(credit.result()).isEqualTo(CardResult.DONE);
    assertThat(credit.balanceAfter()).isEqualTo(10000);

    CardAnswer debit = test.run(Operation.DEBIT, 1980);
    assertThat(debit.result()).isEqualTo(CardResult.DONE);
    assertThat(debit.balanceBefore()).isEqualTo(10000);
    assertThat(debit.balanceAfter()).isEqualTo(8020);
    assertThat(debit.counter()).isEqualTo(2);
    assertThat(test.initialize().balance()).isEqualTo(8020);
    assertThat(test.initialize().counter()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "Claim 25 refuses: a debit above the balance declines, proves it and changes no value")
  void debit_aboveTheBalance_isDeclinedAndProven() {
    TestCard test = TestCard.loaded(500);
    CardAnswer answer = test.run(Operation.DEBIT, 501);
    assertThat(answer.result()).isEqualTo(CardResult.VALUE_INSUFFICIENT);
    assertThat(answer.balanceAfter()).isEqualTo(500);
    assertThat(test.initialize().balance()).isEqualTo(500);
    assertThat(test.initialize().counter()).isEqualTo(3);

    assertThat(test.result(Operation.DEBIT, 500)).isEqualTo(CardResult.DONE);
    assertThat(test.initialize().balance()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1,255", "255,1", "256,255", "65536,1", "16777216,16777215", "2147483647,65280"})
  void debit_borrowsAcrossBytes(long balance, long amount) {
    TestCard test = TestCard.loaded(balance);
    CardAnswer answer = test.run(Operation.DEBIT, amount);
    boolean enough = amount <= balance;
    assertThat(answer.result()).isEqualTo(enough ? CardResult.DONE : CardResult.VALUE_INSUFFICIENT);
    assertThat(answer.balanceAfter()).isEqualTo(enough ? balance - amount : balance);
  }

  @Test
  void credit_fillsTheCardToItsLastUnitAndNoFurther() {
    TestCard test = TestCard.loaded(TestCard.MAX - 1);
    assertThat(test.result(Operation.CREDIT, 2)).isEqualTo(CardResult.BALANCE_LIMIT);
    assertThat(test.result(Operation.CREDIT, TestCard.MAX)).isEqualTo(CardResult.BALANCE_LIMIT);
    assertThat(test.result(Operation.CREDIT, 1)).isEqualTo(CardResult.DONE);
    assertThat(test.initialize().balance()).isEqualTo(TestCard.MAX);
  }

  @Test
  void limits_bindCreditsAndDebits() {
    TestCard test = TestCard.loaded(16000);
    assertThat(test.result(Operation.LIMITS, 0)).isEqualTo(CardResult.DONE);
    assertThat(test.result(Operation.CREDIT, 5001)).isEqualTo(CardResult.AMOUNT_LIMIT);
    assertThat(test.result(Operation.DEBIT, 5001)).isEqualTo(CardResult.AMOUNT_LIMIT);
    assertThat(test.result(Operation.CREDIT, 4001)).isEqualTo(CardResult.BALANCE_LIMIT);
    assertThat(test.result(Operation.CREDIT, 4000)).isEqualTo(CardResult.DONE);
    assertThat(test.result(Operation.DEBIT, 5000)).isEqualTo(CardResult.DONE);
  }

  @Test
  void limits_ofPersonalization_areInForce() {
    TestCard test = TestCard.personalized(1000, 600);
    assertThat(test.result(Operation.CREDIT, 601)).isEqualTo(CardResult.AMOUNT_LIMIT);
    assertThat(test.result(Operation.CREDIT, 600)).isEqualTo(CardResult.DONE);
    assertThat(test.result(Operation.CREDIT, 401)).isEqualTo(CardResult.BALANCE_LIMIT);
    assertThat(test.result(Operation.CREDIT, 400)).isEqualTo(CardResult.DONE);
  }

  @Test
  void void_consumesTheCounterAndNothingElse() {
    TestCard test = TestCard.loaded(500);
    CardAnswer answer = test.run(Operation.VOID, 0);
    assertThat(answer.result()).isEqualTo(CardResult.DONE);
    assertThat(answer.balanceAfter()).isEqualTo(500);
    assertThat(answer.stateAfter()).isEqualTo(CardState.ACTIVE);
    assertThat(test.initialize().counter()).isEqualTo(3);
  }

  @Test
  void block_endsDebitsCreditsAndLimitsUntilUnblock() {
    TestCard test = TestCard.loaded(500);
    CardAnswer block = test.run(Operation.BLOCK, 0);
    assertThat(block.result()).isEqualTo(CardResult.DONE);
    assertThat(block.stateAfter()).isEqualTo(CardState.BLOCKED);
    assertThat(test.initialize().state()).isEqualTo(CardState.BLOCKED);
    assertThat(test.result(Operation.DEBIT, 1)).isEqualTo(CardResult.BLOCKED);
    assertThat(test.result(Operation.CREDIT, 1)).isEqualTo(CardResult.BLOCKED);
    assertThat(test.result(Operation.LIMITS, 0)).isEqualTo(CardResult.BLOCKED);
    assertThat(test.result(Operation.VOID, 0)).isEqualTo(CardResult.DONE);
    assertThat(test.result(Operation.BLOCK, 0)).isEqualTo(CardResult.DONE);

    CardAnswer unblock = test.run(Operation.UNBLOCK, 0);
    assertThat(unblock.stateAfter()).isEqualTo(CardState.ACTIVE);
    assertThat(test.result(Operation.UNBLOCK, 0)).isEqualTo(CardResult.DONE);
    assertThat(test.result(Operation.DEBIT, 1)).isEqualTo(CardResult.DONE);
  }

  @Test
  void blockedCard_stillAnswersEverythingElse() throws IOException {
    TestCard test = TestCard.loaded(500);
    test.run(Operation.BLOCK, 0);
    assertThat(test.client.select().state()).isEqualTo(CardState.BLOCKED);
    assertThat(test.client.log()).hasSize(2);
    assertThat(test.client.answer(1)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void anyOperation_inAnotherCurrency_isDeclinedFirst(Operation operation) {
    TestCard test = TestCard.personalized(10, 10);
    test.run(Operation.BLOCK, 0);
    Initialize session = test.initialize();
    long amount = operation == Operation.REKEY ? 2 : operation.movesValue() ? 100 : 0;
    CardCommand yen = test.command(operation, amount, session.counter());
    CardCommand euro = test.command(operation, 978, amount, session.counter(), yen.parameter());

    CardAnswer answer = test.execute(session, euro);

    assertThat(answer.result()).isEqualTo(CardResult.WRONG_CURRENCY);
    assertThat(answer.stateAfter()).isEqualTo(CardState.BLOCKED);
    Initialize after = test.initialize();
    assertThat(after.keyVersion()).isEqualTo(1);
    assertThat(after.balance()).isZero();
    assertThat(after.counter()).isEqualTo(session.counter() + 1);
  }

  @Test
  void results_comeInTheirOrder() {
    TestCard test = TestCard.personalized(10, 10);
    assertThat(test.result(Operation.DEBIT, 11)).isEqualTo(CardResult.AMOUNT_LIMIT);
    assertThat(test.result(Operation.CREDIT, 11)).isEqualTo(CardResult.AMOUNT_LIMIT);
    assertThat(test.result(Operation.DEBIT, 10)).isEqualTo(CardResult.VALUE_INSUFFICIENT);
    test.run(Operation.BLOCK, 0);
    assertThat(test.result(Operation.DEBIT, 11)).isEqualTo(CardResult.BLOCKED);
  }

  @Test
  void rekey_servesFromTheNextSessionAndKeepsOldAnswers() throws IOException {
    TestCard test = TestCard.loaded(500);
    byte[] before = test.client.answer(1).orElseThrow();
    Initialize session = test.initialize();
    CardCommand rekey = test.command(Operation.REKEY, 2, session.counter());
    // The answer opens under the old key, which verified the command.
    assertThat(test.execute(session, rekey).result()).isEqualTo(CardResult.DONE);
    assertThat(test.client.answer(1)).hasValue(before);

    test.useKey(TestCard.NEW_KEY);
    assertThat(test.initialize().keyVersion()).isEqualTo(2);
    assertThat(test.result(Operation.DEBIT, 1)).isEqualTo(CardResult.DONE);

    // Into the first slot again.
    session = test.initialize();
    byte[] third = TestCard.KEY;
    test.execute(
        session, test.command(Operation.REKEY, TestCard.YEN, 255, session.counter(), third));
    test.useKey(third);
    assertThat(test.initialize().keyVersion()).isEqualTo(255);
    assertThat(test.result(Operation.DEBIT, 1)).isEqualTo(CardResult.DONE);
  }

  @Test
  void oldKey_afterRekey_isRefusedWith6982() {
    TestCard test = TestCard.loaded(500);
    test.run(Operation.REKEY, 2);
    test.useKey(TestCard.NEW_KEY);
    Initialize session = test.initialize();
    CardCommand debit = test.command(Operation.DEBIT, 1, session.counter());
    test.useKey(TestCard.KEY);
    assertThat(test.send(test.executeApdu(session, debit))).isEqualTo("6982");
  }

  @Test
  void history_keepsTheLastTen() throws IOException {
    TestCard test = TestCard.personalized();
    List<byte[]> answers = new ArrayList<>();
    for (int i = 1; i <= 13; i++) {
      test.run(i % 2 == 1 ? Operation.CREDIT : Operation.VOID, i % 2 == 1 ? i : 0);
      answers.add(test.client.answer(i).orElseThrow());
      assertThat(test.client.log()).hasSize(Math.min(i, 10));
    }
    for (int counter = 1; counter <= 13; counter++) {
      if (counter <= 3) {
        assertThat(test.client.answer(counter)).isEmpty();
      } else {
        assertThat(test.client.answer(counter)).hasValue(answers.get(counter - 1));
      }
    }
    assertThat(test.client.answer(0)).isEmpty();
    assertThat(test.client.answer(14)).isEmpty();

    List<LogRecord> log = test.client.log();
    assertThat(log.stream().map(LogRecord::counter))
        .containsExactly(13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L);
    LogRecord newest = log.get(0);
    assertThat(newest.operation()).isEqualTo(Operation.CREDIT);
    assertThat(newest.amount()).isEqualTo(13);
    assertThat(newest.balanceAfter()).isEqualTo(1 + 3 + 5 + 7 + 9 + 11 + 13);
    assertThat(newest.result()).isEqualTo(CardResult.DONE);
  }
}

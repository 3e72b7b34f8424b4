package fiveseal.cardsim;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.LogRecord;
import fiveseal.protocol.card.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Power fails at every write of every operation: the card is as before or as after. */
class TearingTest {
  private static final int FULL_HISTORY = 12;

  /** All that anyone can see of a card; its next challenge apart. */
  private record Visible(
      String selected,
      long counter,
      long balance,
      int keyVersion,
      CardState state,
      List<LogRecord> log,
      List<String> answers) {

    static Visible of(TestCard test) throws IOException {
      String selected = test.send("00A4040009F0464956455345414C00");
      Initialize initialize = test.client.initialize();
      List<String> answers = new ArrayList<>();
      for (long counter = 0; counter <= initialize.counter(); counter++) {
        answers.add(test.client.answer(counter).map(HexFormat.of()::formatHex).orElse("-"));
      }
      return new Visible(
          selected,
          initialize.counter(),
          initialize.balance(),
          initialize.keyVersion(),
          initialize.state(),
          test.client.log(),
          answers);
    }
  }

  private static TestCard cardWithFullHistory() {
    TestCard test = TestCard.personalized(20000, 20000);
    for (int i = 0; i < FULL_HISTORY; i++) {
      test.run(Operation.CREDIT, 100 + i);
    }
    return test;
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIT,300",
    "DEBIT,19999",
    "CREDIT,255",
    "CREDIT,20000",
    "VOID,0",
    "REKEY,2",
    "BLOCK,0",
    "UNBLOCK,0",
    "LIMITS,0"
  })
  @DisplayName("Claim 26 works: torn at any write, the card is as before")
  void operation_tornAtAnyWrite_leavesTheStateBefore(Operation operation, long amount)
      throws IOException {
    byte[] image = cardWithFullHistory().card.image();
    Visible before = Visible.of(TestCard.of(image));
    int writes = 0;
    boolean torn = true;
    while (torn) {
      writes++;
      TestCard test = TestCard.of(image);
      test.select();
      Initialize session = test.initialize();
      CardCommand command = test.command(operation, amount, session.counter());
      test.card.tearAt(writes);
      torn = isTorn(test, command, session);
      if (torn) {
        assertThat(test.send("80500000")).isEqualTo("6985");
        assertThat(Visible.of(test)).as("torn at write %d", writes).isEqualTo(before);
        // From its image too, as after a restart, and still able to do its work.
        TestCard restarted = TestCard.of(test.card.image());
        assertThat(Visible.of(restarted)).isEqualTo(before);
        assertThat(restarted.run(operation, amount).counter()).isEqualTo(before.counter());
      } else {
        assertThat(Visible.of(test).counter()).isEqualTo(before.counter() + 1);
      }
    }
    // The answer, the record, counter and ring: many more than one.
    assertThat(writes).isGreaterThan(60);
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIT,300",
    "DEBIT,19999",
    "CREDIT,255",
    "VOID,0",
    "REKEY,2",
    "BLOCK,0",
    "UNBLOCK,0",
    "LIMITS,0"
  })
  @DisplayName("Claim 26 works: torn before its answer, the card keeps it and repeats it")
  void operation_tornAtItsAnswer_isDoneAndItsAnswerIsRepeated(Operation operation, long amount)
      throws IOException {
    TestCard test = cardWithFullHistory();
    Initialize session = test.initialize();
    CardCommand command = test.command(operation, amount, session.counter());
    byte[] sealed = test.key().seal(command, session.challenge());
    test.card.tearAtAnswer();
    assertThat(isTorn(test, command, session)).isTrue();

    test.select();
    byte[] answer = test.client.answer(session.counter()).orElseThrow();
    CardAnswer opened =
        test.key().open(answer, sealed, session.counter(), session.challenge()).orElseThrow();
    assertThat(opened.transactionId()).isEqualTo(command.transactionId());
    assertThat(test.client.initialize().counter()).isEqualTo(session.counter() + 1);
    assertThat(test.client.initialize().balance()).isEqualTo(opened.balanceAfter());
    assertThat(test.client.answer(session.counter())).hasValue(answer);
    TestCard restarted = TestCard.of(test.card.image());
    restarted.select();
    assertThat(restarted.client.answer(session.counter())).hasValue(answer);
  }

  @Test
  void rekey_tornAtAnyWrite_stillServesUnderTheOldKey() throws IOException {
    byte[] image = cardWithFullHistory().card.image();
    for (int write = 1; write <= 20; write++) {
      TestCard test = TestCard.of(image);
      test.select();
      Initialize session = test.initialize();
      test.card.tearAt(write);
      assertThat(isTorn(test, test.command(Operation.REKEY, 2, session.counter()), session))
          .isTrue();
      test.select();
      assertThat(test.run(Operation.DEBIT, 1).balanceAfter()).isEqualTo(session.balance() - 1);
      test.run(Operation.REKEY, 2);
      test.useKey(TestCard.NEW_KEY);
      test.run(Operation.DEBIT, 1);
    }
  }

  @Test
  void personalize_tornAtAnyWrite_leavesABlankCard() throws IOException {
    String apdu = TestCard.personalization(1000, 1000);
    int writes = 0;
    while (true) {
      TestCard test = TestCard.blank();
      test.select();
      test.card.tearAt(++writes);
      try {
        test.card.transmit(HexFormat.of().parseHex(apdu));
        break;
      } catch (CardTornException e) {
        assertThat(test.client.select().cardNumber()).isEqualTo(Optional.empty());
        assertThat(test.send(apdu)).isEqualTo("9000");
        assertThat(test.initialize().counter()).isEqualTo(1);
      }
    }
    assertThat(writes).isGreaterThan(20);
  }

  @Test
  void fault_servesOneCommandOnly() {
    TestCard test = TestCard.loaded(500);
    test.card.tearAt(1);
    // No write: no tear, and the fault is over.
    test.initialize();
    assertThat(test.run(Operation.DEBIT, 1).balanceAfter()).isEqualTo(499);
  }

  private static boolean isTorn(TestCard test, CardCommand command, Initialize session) {
    try (CardKey key = CardKey.of(TestCard.KEY)) {
      test.client.execute(key.seal(command, session.challenge()));
      return false;
    } catch (CardTornException e) {
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

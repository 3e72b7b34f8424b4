package fiveseal.cardsim;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardException;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.card.StatusWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads, one card: they take turns, and one challenge serves one command. */
class ConcurrencyTest {
  private static final int THREADS = 32;
  private static final int ROUNDS = 40;

  @Test
  @Timeout(60)
  void debits_ofManyThreads_addUp() throws Exception {
    TestCard test = TestCard.loaded(100_000);
    List<Callable<Integer>> debits = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      debits.add(() -> debits(test));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    int done = 0;
    try {
      for (Future<Integer> future : threads.invokeAll(debits)) {
        done += future.get();
      }
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
    Initialize after = test.initialize();
    assertThat(after.balance()).isEqualTo(100_000 - done);
    assertThat(after.counter()).isEqualTo(2 + done);
    assertThat(done).isPositive();
  }

  private static int debits(TestCard test) throws Exception {
    int done = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Initialize session = test.client.initialize();
      CardCommand debit =
          new CardCommand(
              Operation.DEBIT, TestCard.YEN, 1, session.counter(), new byte[16], new byte[16]);
      try (var key = fiveseal.protocol.card.CardKey.of(TestCard.KEY)) {
        test.client.execute(key.seal(debit, session.challenge()));
        done++;
      } catch (CardException e) {
        assertThat(e.statusWord())
            .isIn(
                Set.of(
                    StatusWord.CONDITIONS_NOT_SATISFIED, StatusWord.SECURITY_STATUS_NOT_SATISFIED));
      }
    }
    return done;
  }
}

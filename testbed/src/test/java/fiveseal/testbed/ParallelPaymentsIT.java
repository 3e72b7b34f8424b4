package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.card.Initialize;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many payments at once: one winner per counter, cards and ledger agree, nothing twice. */
class ParallelPaymentsIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);

  @Test
  void thirtyTwoPayments_withOneCard_haveOneWinnerPerCounter() throws Exception {
    Holder holder = Holder.withNewCard(mall, "reader-1", 100_000);
    for (int round = 0; round < 3; round++) {
      oneWinnerOfThirtyTwo(holder, 100_000 - 10L * round);
    }
    assertLedgerEqualsCards();
  }

  private void oneWinnerOfThirtyTwo(Holder holder, long balanceBefore) throws Exception {
    List<String> ids = new ArrayList<>();
    List<Initialize> proofs = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      ids.add(till.post(till.request(10)));
      proofs.add(holder.touch());
    }
    // The card's live challenge is its last; the others are proofs all the same.
    int live = 31;
    byte[] command =
        Holder.commandOf(holder.issue(ids.get(live), proofs.get(live)).require(200).body());

    Map<String, Long> issued =
        outcomes(
            parallel(
                ids.subList(0, live).stream()
                    .map(
                        id ->
                            (Callable<Http.Reply>)
                                () -> holder.issue(id, proofs.get(ids.indexOf(id))))
                    .toList()));
    assertThat(issued).isEqualTo(Map.of("200", 15L, "409 too-many-open", 16L));

    byte[] answer = holder.execute(command);
    long counter = proofs.get(live).counter();
    List<Http.Reply> answered =
        parallel(
            ids.stream()
                .map(id -> (Callable<Http.Reply>) () -> holder.answer(id, counter, answer))
                .toList());
    long completed =
        answered.stream()
            .filter(reply -> reply.status() == 200)
            .filter(reply -> reply.json().text("state").equals("COMPLETED"))
            .count();
    assertThat(completed).isEqualTo(1);
    assertThat(outcomes(answered)).isEqualTo(Map.of("200", 16L, "422 answer-not-accepted", 16L));
    assertThat(holder.balance()).isEqualTo(balanceBefore - 10);
    assertThat(outcomes(List.of(holder.issue(ids.get(0), proofs.get(31)))).keySet())
        .isSubsetOf("409 stale-counter", "409 challenge-used");
  }

  @Test
  void sameRequestWithTheCard_sentEightTimesAtOnce_hasOneMessage2() throws Exception {
    Holder holder = Holder.withNewCard(mall, "reader-1", 1000);
    for (int round = 0; round < 5; round++) {
      Map<String, Object> body =
          Map.of("request", till.request(10).compact(), "initialize", holder.proof(holder.touch()));
      List<Http.Reply> replies =
          parallel(
              Collections.nCopies(
                  8, () -> mall.http().postJson(Holder.CLIENT_API + "/settlements", body)));
      assertThat(outcomes(replies)).isEqualTo(Map.of("200", 8L));
      assertThat(replies.stream().map(Http.Reply::body).distinct()).hasSize(1);
    }
  }

  @Test
  void sameLoadWithTheCard_sentEightTimesAtOnce_hasOneMessage5() throws Exception {
    Holder holder = Holder.withNewCard(mall, "reader-1", 0);
    for (int round = 0; round < 5; round++) {
      String voucher = mall.operator().voucher(10, Mall.CURRENCY);
      String updateId = Till.newId();
      Initialize initialize = holder.touch();
      List<Http.Reply> replies =
          parallel(
              Collections.nCopies(8, () -> holder.requestLoad(updateId, 10, voucher, initialize)));
      assertThat(outcomes(replies)).isEqualTo(Map.of("200", 8L));
      assertThat(replies.stream().map(Http.Reply::body).distinct()).hasSize(1);
    }
  }

  @Test
  void sameAnswer_sentSixteenTimesAtOnce_isOneAnswer() throws Exception {
    for (int round = 0; round < 5; round++) {
      Holder holder = Holder.withNewCard(mall, "reader-1", 1000);
      String id = till.post(till.request(10));
      Initialize initialize = holder.touch();
      byte[] answer =
          holder.execute(Holder.commandOf(holder.issue(id, initialize).require(200).body()));
      List<Http.Reply> replies =
          parallel(Collections.nCopies(16, () -> holder.answer(id, initialize.counter(), answer)));
      assertThat(outcomes(replies)).isEqualTo(Map.of("200", 16L));
      assertThat(replies.stream().map(Http.Reply::body).distinct()).hasSize(1);
      assertThat(holder.pay(till.post(till.request(10))).status()).isEqualTo(200);
    }
  }

  @Test
  void twoHundredPayments_ofTwentyCards_agreeWithTheLedger() throws Exception {
    ConcurrentLinkedQueue<Holder> waiting = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(Holder.withNewCard(mall, "reader-1", 1000));
    }
    List<Callable<Integer>> tills = new ArrayList<>();
    for (int t = 1; t <= 8; t++) {
      String reader = "reader-" + t;
      tills.add(() -> payFromOneReader(reader, waiting, 25));
    }
    int paid = parallel(tills).stream().mapToInt(Integer::intValue).sum();

    assertThat(paid).isEqualTo(200);
    assertLedgerEqualsCards();
    long spent = 0;
    for (Holder holder : waiting) {
      holder.insert();
      spent += 1000 - holder.balance();
    }
    assertThat(spent).isEqualTo(200 * 7);
  }

  private int payFromOneReader(String reader, ConcurrentLinkedQueue<Holder> waiting, int times) {
    int paid = 0;
    for (int i = 0; i < times; i++) {
      Holder holder = waiting.remove();
      Holder here = new Holder(mall, reader, holder.cardNumber());
      here.insert();
      if (here.pay(till.post(till.request(7)))
          .require(200)
          .json()
          .text("state")
          .equals("COMPLETED")) {
        paid++;
      }
      waiting.add(holder);
    }
    return paid;
  }

  private static Map<String, Long> outcomes(List<Http.Reply> replies) {
    Map<String, Long> outcomes = new TreeMap<>();
    for (Http.Reply reply : replies) {
      String code = reply.status() == 200 ? "" : " " + reply.code().orElse(reply.body());
      outcomes.merge(reply.status() + code, 1L, Long::sum);
    }
    return outcomes;
  }

  private static <T> List<T> parallel(List<Callable<T>> calls)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every card's row equals its ledger account, and no transfer is there twice. */
  private void assertLedgerEqualsCards() throws SQLException {
    assertThat(
            count(
                """
                select count(*) from settlement.card c
                 where c.balance_minor - c.moved_minor <> coalesce((
                   select sum(case when t.credit_account_id = a.account_id
                                   then t.amount_minor else -t.amount_minor end)
                     from settlement.account a join settlement.transfer t
                       on a.account_id in (t.debit_account_id, t.credit_account_id)
                    where a.kind = 'CARD' and a.owner = c.card_number), 0)
                """))
        .isZero();
    assertThat(
            count(
                """
                select count(*) from (
                  select card_number, counter from settlement.command
                   where state in ('DONE', 'DECLINED')
                   group by card_number, counter having count(*) > 1) twice
                """))
        .isZero();
    assertThat(mall.operator().sumIsZero(Mall.CURRENCY)).isTrue();
  }

  private long count(String query) throws SQLException {
    try (var connection = mall.database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}

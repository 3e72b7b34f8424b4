package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Amount;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stores give back by their own signature, whole or per line, and the card gets it once. */
class RefundsIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final Till till = new Till(mall, DemoStore.MALL.id(), mall.key(DemoStore.MALL));
  private final Holder holder = Holder.withNewCard(mall, "reader-5", 10_000);
  private final Presenter presenter = new Presenter(mall, holder);

  private String paidBasket() {
    List<RequestLine> lines = List.of(Till.line("bakery", 1200), Till.line("books", 2980));
    String id = till.post(till.sign(till.content(Till.newId(), 4180, lines)));
    holder.pay(id).require(200);
    return id;
  }

  private String message(
      SigningKey key, String storeId, String refundId, String settlementId, RefundLine... lines) {
    long now = mall.now();
    long amount = Arrays.stream(lines).mapToLong(RefundLine::amountMinor).sum();
    return Signed.by(
            key,
            new RefundRequest(
                storeId,
                "manager",
                refundId,
                settlementId,
                Amount.of(amount, Mall.CURRENCY),
                List.of(lines),
                now,
                now + 60))
        .compact();
  }

  private Http.Reply post(String message) {
    return mall.http().postJose(Till.STORE_API + "/refunds", message);
  }

  private Http.Reply refund(String settlementId, RefundLine... lines) {
    return post(message(till.key(), till.storeId(), Till.newId(), settlementId, lines));
  }

  private static RefundLine line(String store, long amountMinor) {
    return new RefundLine(store, amountMinor);
  }

  private List<JsonMembers> refundsOf(String settlementId) {
    return mall.http()
        .get(Till.STORE_API + "/settlements/" + settlementId, till.bearer())
        .require(200)
        .json()
        .objects("refunds");
  }

  @Test
  void refund_ofALine_comesBackAtTheNextTouch_once() {
    String id = paidBasket();
    String message = message(till.key(), till.storeId(), "r-" + id, id, line("books", 980));
    Http.Reply accepted = post(message).require(201);
    assertThat(accepted.json().text("state")).isEqualTo("DUE");
    assertThat(refundsOf(id).get(0).text("state")).isEqualTo("DUE");
    assertThat(holder.balance()).isEqualTo(5820);

    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("REFUND");
    assertThat(presenter.executed().get(0).settlementId()).contains(id);
    assertThat(holder.balance()).isEqualTo(6800);
    assertThat(refundsOf(id).get(0).text("state")).isEqualTo("DONE");

    assertThat(post(message).require(201).body()).isEqualTo(accepted.body());
    presenter.touch();
    assertThat(holder.balance()).isEqualTo(6800);
  }

  @Test
  void refunds_neverExceedWhatEachStoreSold_alsoWhenTheyRace() throws Exception {
    String id = paidBasket();
    assertThat(refund(id, line("bakery", 1201)).code()).contains("message-refused");
    assertThat(refund(id, line("toys", 1)).code()).contains("message-refused");
    refund(id, line("bakery", 700), line("books", 2980)).require(201);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> asked =
          IntStream.range(0, 8)
              .<Callable<Integer>>mapToObj(i -> () -> refund(id, line("bakery", 100)).status())
              .toList();
      int accepted = 0;
      for (Future<Integer> answer : threads.invokeAll(asked)) {
        accepted += answer.get() == 201 ? 1 : 0;
      }
      assertThat(accepted).isEqualTo(5);
    } finally {
      threads.shutdown();
    }
    presenter.touch();
    assertThat(holder.balance()).isEqualTo(10_000);
    assertThat(mall.operator().sumIsZero(Mall.CURRENCY)).isTrue();
  }

  @Test
  void refund_sentTwiceAtOnce_isAcceptedOnce_andAnsweredTwice() throws Exception {
    String id = paidBasket();
    String message = message(till.key(), till.storeId(), Till.newId(), id, line("bakery", 1200));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Http.Reply>> same =
          IntStream.range(0, 8).<Callable<Http.Reply>>mapToObj(i -> () -> post(message)).toList();
      for (Future<Http.Reply> answer : threads.invokeAll(same)) {
        assertThat(answer.get().require(201).json().text("state")).isEqualTo("DUE");
      }
    } finally {
      threads.shutdown();
    }
    assertThat(refundsOf(id)).hasSize(1);
  }

  @Test
  void refund_byALowerStore_isOfItsOwnLinesOnly_andByAStranger_findsNothing() {
    String id = paidBasket();
    DemoStore bakery =
        DemoStore.ALL.stream().filter(s -> s.id().equals("bakery")).findFirst().orElseThrow();
    SigningKey key = mall.key(bakery);
    post(message(key, "bakery", Till.newId(), id, line("bakery", 200))).require(201);
    assertThat(post(message(key, "bakery", Till.newId(), id, line("books", 200))).code())
        .contains("message-refused");
    OpenMall.Admitted stranger = mall.newStore();
    assertThat(
            post(message(
                    stranger.key(),
                    stranger.store().id(),
                    Till.newId(),
                    id,
                    line(stranger.store().id(), 200)))
                .code())
        .contains("not-found");
  }

  @Test
  void refund_ofWhatIsNotPaid_isRefused_andAnotherUnderTheSameIdConflicts() {
    String unpaid =
        till.post(till.sign(till.content(Till.newId(), 10, List.of(Till.line("books", 10)))));
    assertThat(refund(unpaid, line("books", 10)).code()).contains("not-refundable");
    String id = paidBasket();
    post(message(till.key(), till.storeId(), "twice-" + id, id, line("books", 10))).require(201);
    assertThat(
            post(message(till.key(), till.storeId(), "twice-" + id, id, line("books", 11))).code())
        .contains("conflicting-replay");
  }

  @Test
  void refund_thatIsTornAtTheCard_isIssuedAgainUnderTheSameId() {
    String id = paidBasket();
    refund(id, line("books", 500)).require(201);
    String first =
        presenter.present(holder.touch(), java.util.Map.of()).require(200).json().text("update");
    presenter.touch();
    assertThat(presenter.executed()).hasSize(1);
    assertThat(presenter.executed().get(0).updateId())
        .isEqualTo(Signed.parse(first, fiveseal.protocol.ValueUpdate.class).message().updateId());
    assertThat(holder.balance()).isEqualTo(6320);
  }
}

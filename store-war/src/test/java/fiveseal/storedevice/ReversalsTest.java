package fiveseal.storedevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.protocol.jws.Verifier;
import fiveseal.storedevice.ReversalJournal.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReversalsTest {
  @TempDir private Path folder;
  private SigningKey key = SigningKey.generate();
  private final MovableClock clock = new MovableClock(Orders.NOW);
  private FakeManager manager;
  private ReversalJournal journal;
  private Reversals reversals;
  private String settlementId;

  @BeforeEach
  void open() throws IOException {
    manager = new FakeManager(clock, "mall-1", key);
    start();
    RequestCreation creation = new RequestCreation(Orders.IDENTITY, Duration.ofMinutes(15), clock);
    settlementId =
        new RequestTransmission(manager.connection())
            .send(
                new RequestSigning(Orders.IDENTITY, key, clock)
                    .sign(creation.create(Orders.basket("order-1"))))
            .settlementId();
  }

  /** As if the program was started anew: only the folder stays. */
  private void start() {
    journal = new DeviceFolder(folder).reversals();
    reversals =
        new Reversals(
            Orders.IDENTITY,
            key,
            journal,
            manager.connection(),
            new StoreReads(manager.connection(), Orders.IDENTITY, key, clock),
            clock);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void cancel_ofAnOpenRequest_endsIt() {
    Reversals.Taken taken = reversals.cancel("order-1");

    assertThat(taken.state()).isEqualTo("CANCELLED");
    assertThat(manager.state("order-1")).isEqualTo("CANCELLED");
    CancelRequest message =
        new Verifier(TestManager.registerOf("mall-1", key))
            .verify(taken.message(), CancelRequest.class, Orders.NOW)
            .message();
    assertThat(message.requestId()).isEqualTo("order-1");
    assertThat(message.audience()).containsExactly(TestManager.ID);
  }

  @Test
  void cancel_ofAPaidRequest_tellsThatItIsPaid() {
    manager.pay("order-1", TestManager.first());

    assertThat(reversals.cancel("order-1").state()).isEqualTo("COMPLETED");
  }

  @Test
  void cancel_ofARequestNeverSent_isTaken() {
    assertThat(reversals.cancel("order-9").state()).isEqualTo("CANCELLED");
  }

  @Test
  void cancel_afterALostAnswer_sendsTheSameBytes() {
    manager.loseAnswers(10);
    assertThatThrownBy(() -> reversals.cancel("order-1")).isInstanceOf(ManagerRefusal.class);
    manager.loseAnswers(0);
    clock.advance(Duration.ofHours(1));
    start();

    assertThat(reversals.cancel("order-1").state()).isEqualTo("CANCELLED");
    assertThat(manager.reversalBodies()).hasSizeGreaterThan(1);
    assertThat(manager.reversalBodies().stream().distinct()).hasSize(1);
  }

  @Test
  void cancel_thatLayHereForDaysAndNeverArrived_isSignedAnew() {
    String old = new CancelSigning(Orders.IDENTITY, key, clock).sign("order-1").compact();
    journal.made(Kind.CANCEL, "order-1", old);
    clock.advance(Duration.ofDays(2));

    assertThat(reversals.cancel("order-1").state()).isEqualTo("CANCELLED");
    assertThat(manager.reversalBodies()).hasSize(2).startsWith(old).doesNotHaveDuplicates();
  }

  @Test
  void cancel_ofNoId_isNotEvenSigned() {
    assertThatThrownBy(() -> reversals.cancel("no id")).isInstanceOf(ProtocolException.class);
    assertThat(manager.reversalBodies()).isEmpty();
  }

  @Test
  void refund_ofAll_givesBackEveryLine() {
    manager.pay("order-1", TestManager.first());

    Reversals.Taken taken = reversals.refund(all(), Optional.empty());

    assertThat(taken.state()).isEqualTo("DUE");
    RefundRequest refund = Signed.parse(taken.message(), RefundRequest.class).message();
    assertThat(refund.lines())
        .containsExactly(new RefundLine("bakery", 480), new RefundLine("books", 1500));
    assertThat(refund.amount().minor()).isEqualTo(1980);
    assertThat(manager.refunded("order-1")).isEqualTo(1980);
  }

  @Test
  void refund_ofAllAfterAPart_givesBackWhatIsLeft() {
    manager.pay("order-1", TestManager.first());
    reversals.refund(wish(new RefundLine("books", 500)), Optional.empty());

    Reversals.Taken rest = reversals.refund(all(), Optional.empty());

    assertThat(Signed.parse(rest.message(), RefundRequest.class).message().lines())
        .containsExactly(new RefundLine("bakery", 480), new RefundLine("books", 1000));
    assertThat(manager.refunded("order-1")).isEqualTo(1980);
    refuses(all(), "everything was given back already");
  }

  @Test
  void refund_twiceTheSamePart_isTwoRefunds_andThenNoMore() {
    manager.pay("order-1", TestManager.first());
    reversals.refund(wish(new RefundLine("bakery", 200)), Optional.empty());
    reversals.refund(wish(new RefundLine("bakery", 200)), Optional.empty());

    assertThat(manager.refunded("order-1")).isEqualTo(400);
    refuses(wish(new RefundLine("bakery", 200)), "only 80 are left");
  }

  @Test
  void refund_ofMoreThanAStoreGot_isNotEvenSigned() {
    manager.pay("order-1", TestManager.first());

    refuses(wish(new RefundLine("bakery", 481)), "only 480 are left");
    refuses(
        wish(new RefundLine("bakery", 300), new RefundLine("bakery", 300)), "only 480 are left");
    refuses(wish(new RefundLine("butcher", 1)), "nothing was paid to butcher");
    refuses(amount(100), "tell what each gives back");
    refuses(
        new RefundWish(
            settlementId,
            OptionalLong.of(99),
            List.of(new RefundLine("bakery", 100)),
            Optional.empty()),
        "do not add up");
    refuses(
        new RefundWish(settlementId, OptionalLong.empty(), List.of(), Optional.of("EUR")),
        "is in JPY");
    assertThat(manager.reversalBodies()).isEmpty();
    assertThat(journal.refundsOf(settlementId)).isEmpty();
  }

  @Test
  void refund_whenTheRequestIsLostForDays_isSignedAnewUnderTheSameId() {
    manager.pay("order-1", TestManager.first());
    RefundOrder order =
        new RefundOrder(settlementId, "JPY", List.of(new RefundLine("bakery", 200)));
    String old = new RefundSigning(Orders.IDENTITY, key, clock).sign("r-1", order).compact();
    journal.made(Kind.REFUND, "r-1", old);
    clock.advance(Duration.ofDays(2));

    reversals.refund(wish(new RefundLine("bakery", 200)), Optional.of("r-1"));

    assertThat(manager.refunded("order-1")).isEqualTo(200);
    assertThat(manager.reversalBodies()).hasSize(2).startsWith(old).doesNotHaveDuplicates();
  }

  /** The store gets another key, and its program is started with it. */
  private void rotate() {
    key = SigningKey.generate();
    manager.rotate("mall-1", key);
    start();
  }

  @Test
  void refund_thatLayHereWhileTheKeyChanged_isSignedAnewUnderTheSameId() {
    manager.pay("order-1", TestManager.first());
    RefundOrder order =
        new RefundOrder(settlementId, "JPY", List.of(new RefundLine("bakery", 200)));
    String old = new RefundSigning(Orders.IDENTITY, key, clock).sign("r-1", order).compact();
    journal.made(Kind.REFUND, "r-1", old);
    rotate();

    reversals.refund(wish(new RefundLine("bakery", 200)), Optional.of("r-1"));

    assertThat(manager.refunded("order-1")).isEqualTo(200);
    assertThat(manager.reversalBodies()).hasSize(2).startsWith(old).doesNotHaveDuplicates();
    assertThat(journal.refundsOf(settlementId)).hasSize(1).doesNotContain(old);
  }

  @Test
  void refund_thatArrivedBeforeTheKeyChanged_isNotSignedAnew() {
    manager.pay("order-1", TestManager.first());
    String old =
        reversals.refund(wish(new RefundLine("bakery", 200)), Optional.of("r-1")).message();
    rotate();

    assertThatThrownBy(
            () -> reversals.refund(wish(new RefundLine("bakery", 200)), Optional.of("r-1")))
        .isInstanceOfSatisfying(
            ManagerRefusal.class, e -> assertThat(e.code()).isEqualTo("signature-refused"));
    assertThat(journal.refundsOf(settlementId)).containsExactly(old);
    assertThat(manager.refunded("order-1")).isEqualTo(200);
  }

  @Test
  void cancel_thatLayHereWhileTheKeyChanged_isSignedAnew() {
    String old = new CancelSigning(Orders.IDENTITY, key, clock).sign("order-1").compact();
    journal.made(Kind.CANCEL, "order-1", old);
    rotate();

    assertThat(reversals.cancel("order-1").state()).isEqualTo("CANCELLED");
    assertThat(manager.reversalBodies()).hasSize(2).startsWith(old).doesNotHaveDuplicates();
  }

  @Test
  void refund_afterALostAnswer_isTheSameRefund() {
    manager.pay("order-1", TestManager.first());
    Reversals.Taken first =
        reversals.refund(wish(new RefundLine("bakery", 200)), Optional.of("r-1"));
    start();

    Reversals.Taken again =
        reversals.refund(wish(new RefundLine("bakery", 200)), Optional.of("r-1"));

    assertThat(again).isEqualTo(first);
    assertThat(manager.refunded("order-1")).isEqualTo(200);
  }

  @Test
  void refund_signedButNeverArrived_isTakenUpWithoutItsId() {
    manager.pay("order-1", TestManager.first());
    RefundOrder order =
        new RefundOrder(settlementId, "JPY", List.of(new RefundLine("bakery", 200)));
    String kept = new RefundSigning(Orders.IDENTITY, key, clock).sign("r-1", order).compact();
    journal.made(Kind.REFUND, "r-1", kept);

    refuses(wish(new RefundLine("bakery", 300)), "only 280 are left");
    Reversals.Taken taken = reversals.refund(wish(new RefundLine("bakery", 200)), Optional.empty());

    assertThat(taken.id()).isEqualTo("r-1");
    assertThat(manager.reversalBodies()).containsExactly(kept);
  }

  @Test
  void refund_ofAllBesideOneOnItsWay_isOfTheRest() {
    manager.pay("order-1", TestManager.first());
    RefundOrder order =
        new RefundOrder(settlementId, "JPY", List.of(new RefundLine("bakery", 200)));
    journal.made(
        Kind.REFUND,
        "r-1",
        new RefundSigning(Orders.IDENTITY, key, clock).sign("r-1", order).compact());

    Reversals.Taken rest = reversals.refund(all(), Optional.empty());

    assertThat(Signed.parse(rest.message(), RefundRequest.class).message().amount().minor())
        .isEqualTo(1780);
  }

  @Test
  void refund_underAnIdOfAnother_isRefusedHere() {
    manager.pay("order-1", TestManager.first());
    reversals.refund(wish(new RefundLine("bakery", 200)), Optional.of("r-1"));

    assertThatThrownBy(
            () -> reversals.refund(wish(new RefundLine("bakery", 100)), Optional.of("r-1")))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICTING_REPLAY));
    assertThat(manager.refunded("order-1")).isEqualTo(200);
  }

  @Test
  void refund_ofWhatIsNotPaid_isRefusedByTheManagerAndForgotten() {
    assertThatThrownBy(() -> reversals.refund(all(), Optional.of("r-1")))
        .isInstanceOfSatisfying(
            ManagerRefusal.class, e -> assertThat(e.code()).isEqualTo("not-refundable"));
    assertThat(journal.refundsOf(settlementId)).isEmpty();
    manager.pay("order-1", TestManager.first());

    assertThat(reversals.refund(all(), Optional.of("r-1")).state()).isEqualTo("DUE");
  }

  @Test
  void refund_ofASettlementThatIsNotShown_needsAnIdOfTheStoresChoice() {
    RefundWish unknown =
        new RefundWish(Orders.OTHER_SETTLEMENT, OptionalLong.of(5), List.of(), Optional.of("JPY"));

    refuses(unknown, "choose a refund id");
  }

  @Test
  void creation_byALowerStore_isOfItsOwnLine() {
    RefundOrder order =
        new RefundCreation(new StoreIdentity("bakery", TestManager.ID))
            .create(
                new RefundWish(settlementId, OptionalLong.of(5), List.of(), Optional.of("JPY")),
                Optional.empty(),
                List.of());

    assertThat(order.lines()).containsExactly(new RefundLine("bakery", 5));
  }

  @Test
  void made_twiceUnderOneId_keepsTheFirst() {
    assertThat(journal.made(Kind.REFUND, "r-1", "first")).isEqualTo("first");
    assertThat(journal.made(Kind.REFUND, "r-1", "second")).isEqualTo("first");
    assertThat(journal.made(Kind.CANCEL, "r-1", "other")).isEqualTo("other");
    assertThat(new DeviceFolder(folder).reversals().kept(Kind.REFUND, "r-1")).contains("first");
    journal.dropped(Kind.REFUND, "r-1");
    assertThat(journal.kept(Kind.REFUND, "r-1")).isEmpty();
    assertThat(journal.kept(Kind.CANCEL, "r-1")).contains("other");
  }

  private RefundWish all() {
    return new RefundWish(settlementId, OptionalLong.empty(), List.of(), Optional.empty());
  }

  private RefundWish amount(long minor) {
    return new RefundWish(settlementId, OptionalLong.of(minor), List.of(), Optional.empty());
  }

  private RefundWish wish(RefundLine... lines) {
    return new RefundWish(settlementId, OptionalLong.empty(), List.of(lines), Optional.empty());
  }

  private void refuses(RefundWish wish, String reason) {
    assertThatThrownBy(() -> reversals.refund(wish, Optional.empty()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining(reason);
  }
}

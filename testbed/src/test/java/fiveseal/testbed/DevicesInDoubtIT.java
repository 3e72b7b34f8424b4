package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.JsonMembers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The device programs over a line that loses what it is told: whatever tears a run, the next touch
 * of the card says in one sentence how it ended, and the value moved once or not at all.
 */
class DevicesInDoubtIT extends OnDeployedMall {
  private static final String READER = "reader-6";
  private static final long BALANCE = 5_000;
  private static final long AMOUNT = 1_980;

  private final Mall mall = Mall.get();
  private LossyLine line;
  private Devices devices;
  private Holder holder;

  @BeforeEach
  void open() throws IOException {
    line = new LossyLine(mall.http().baseUrl());
    devices = mall.devicesOver(line.baseUrl());
    holder = Holder.withNewCard(mall, READER, BALANCE);
  }

  @AfterEach
  void close() {
    line.close();
  }

  /** Where the line breaks, and whether the card has executed by then. */
  private enum Torn {
    REQUEST(false),
    COMMAND(false),
    BEFORE_EXECUTE(false),
    AFTER_EXECUTE(true),
    CARD_ANSWER(true),
    LAST_ANSWER(true);

    private final boolean executed;

    Torn(boolean executed) {
      this.executed = executed;
    }

    void tear(LossyLine line) {
      Predicate<LossyLine.Request> nothing = request -> false;
      switch (this) {
        case REQUEST -> line.lose(request -> request.path().endsWith("/card"), nothing);
        case COMMAND -> line.lose(nothing, request -> request.path().endsWith("/card"));
        case BEFORE_EXECUTE -> line.lose(fromExecuteOn(), nothing);
        case AFTER_EXECUTE -> {
          AtomicBoolean executed = new AtomicBoolean();
          line.lose(
              request -> executed.get() && request.isForCard(),
              request -> request.isExecute() && !executed.getAndSet(true));
        }
        case CARD_ANSWER -> line.lose(request -> request.path().endsWith("/card-answer"), nothing);
        case LAST_ANSWER -> line.lose(nothing, request -> request.path().endsWith("/card-answer"));
      }
    }

    private static Predicate<LossyLine.Request> fromExecuteOn() {
      AtomicBoolean begun = new AtomicBoolean();
      return request -> {
        begun.compareAndSet(false, request.isExecute());
        return begun.get() && request.isForCard();
      };
    }
  }

  private String request() {
    return mall.devices()
        .store(
            DemoStore.KIOSK,
            "request",
            "--amount",
            Long.toString(AMOUNT),
            "--currency",
            Mall.CURRENCY,
            "--description",
            "A book")
        .text("payUrl");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Claim 4 works: torn anywhere, a payment ends at the card's next touch")
  void payment_torn_isToldAtTheNextTouch_andDebitsOnceOrNot(Torn torn) {
    String payUrl = request();
    torn.tear(line);
    assertThatThrownBy(() -> devices.client(READER, "pay", payUrl, "--receipt-wait", "0"))
        .isInstanceOf(Trouble.class);
    line.loseNothing();

    JsonMembers touched = devices.client(READER, "balance");

    List<String> told =
        touched.texts("notices").stream().filter(n -> n.startsWith("Your last payment")).toList();
    assertThat(told).hasSize(1);
    assertThat(told.get(0))
        .startsWith("Your last payment of ¥1,980 at ")
        .endsWith(torn.executed ? " went through." : " did not go through; nothing was taken.");
    assertThat(touched.integer("balance")).isEqualTo(torn.executed ? BALANCE - AMOUNT : BALANCE);

    JsonMembers paid = devices.client(READER, "pay", payUrl, "--receipt-wait", "0");
    assertThat(paid.texts("notices")).noneMatch(notice -> notice.startsWith("Your last payment"));
    assertThat(holder.balance()).isEqualTo(BALANCE - AMOUNT);
    assertThat(mall.operator().sumIsZero(Mall.CURRENCY)).isTrue();
  }

  @Test
  void refund_byTheStoreProgram_comesBackAtTheNextTouch() {
    String payUrl = request();
    String settlementId = payUrl.substring(payUrl.indexOf('=') + 1);
    devices.client(READER, "pay", payUrl, "--receipt-wait", "0");

    JsonMembers refund =
        mall.devices().store(DemoStore.KIOSK, "refund", settlementId, "--amount", "980");
    assertThat(refund.text("state")).isEqualTo("DUE");
    assertThatThrownBy(
            () -> mall.devices().store(DemoStore.KIOSK, "refund", settlementId, "--amount", "1001"))
        .hasMessageContaining("only 1000 are left");

    JsonMembers touched = devices.client(READER, "repair");
    assertThat(touched.texts("notices")).contains("¥980 came back from Station Kiosk.");
    assertThat(touched.integer("balance")).isEqualTo(BALANCE - 1_000);
  }

  @Test
  void cancel_byTheStoreProgram_endsWhatIsNotPaid_andWhatWasPaidInDoubtComesBack() {
    String payUrl = request();
    String settlementId = payUrl.substring(payUrl.indexOf('=') + 1);
    Torn.CARD_ANSWER.tear(line);
    assertThatThrownBy(() -> devices.client(READER, "pay", payUrl, "--receipt-wait", "0"))
        .isInstanceOf(Trouble.class);
    line.loseNothing();

    assertThat(
            mall.devices().store(DemoStore.KIOSK, "cancel", requestId(settlementId)).text("state"))
        .isEqualTo("IN_DOUBT");

    JsonMembers touched = devices.client(READER, "balance");
    assertThat(touched.texts("notices"))
        .anyMatch(notice -> notice.contains("was cancelled by the store"))
        .contains("¥1,980 came back from Station Kiosk.");
    assertThat(touched.integer("balance")).isEqualTo(BALANCE);
    assertThat(
            mall.devices().store(DemoStore.KIOSK, "cancel", requestId(settlementId)).text("state"))
        .isEqualTo("REVERSED");
  }

  private String requestId(String settlementId) {
    Till till = new Till(mall, DemoStore.KIOSK.id(), mall.key(DemoStore.KIOSK));
    return mall.http()
        .get(Till.STORE_API + "/settlements/" + settlementId, till.bearer())
        .require(200)
        .json()
        .text("requestId");
  }
}

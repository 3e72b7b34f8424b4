package fiveseal.clientdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveseal.protocol.Amount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A payment or load torn at any point: one sentence at the next touch, one change of value or none.
 */
class DoubtsTest {
  private static final String UPDATE = "7d0f3e0a-1111-4222-8333-444455556666";
  private static final String OTHER_UPDATE = "7d0f3e0a-1111-4222-8333-444455557777";

  @TempDir Path home;
  private DeviceBench bench;
  private FakeManager manager;
  private FakeCard card;

  @BeforeEach
  void start() throws Exception {
    bench = new DeviceBench(home);
    manager = bench.manager;
    card = bench.card;
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  /** Where a run is torn, in the order of the steps, and whether the card executed. */
  private enum Torn {
    REQUEST_LOST(false, bench -> bench.manager.loseRequest = Torn::asksForACommand),
    COMMAND_LOST(false, bench -> bench.manager.loseAnswer = Torn::asksForACommand),
    CARD_TORN_BEFORE_ITS_COMMIT(false, bench -> tear(bench, FakeCard.Tear.BEFORE_EXECUTING)),
    CARD_TORN_AFTER_ITS_COMMIT(true, bench -> tear(bench, FakeCard.Tear.AFTER_EXECUTING)),
    CARD_ANSWER_LOST(true, bench -> bench.manager.loseRequest = Torn::bringsTheAnswer),
    LAST_ANSWER_LOST(true, bench -> bench.manager.loseAnswer = Torn::bringsTheAnswer);

    private final boolean executed;
    private final Consumer<DeviceBench> tearing;

    Torn(boolean executed, Consumer<DeviceBench> tearing) {
      this.executed = executed;
      this.tearing = tearing;
    }

    private static boolean asksForACommand(String path) {
      return path.endsWith("/card") || path.equals("settlements") || path.equals("value-updates");
    }

    private static boolean bringsTheAnswer(String path) {
      return path.endsWith("/card-answer");
    }

    private static void tear(DeviceBench bench, FakeCard.Tear tear) {
      bench.card.tear = tear;
      bench.card.tornAway = true;
    }

    /** Runs until it is torn, then makes everything whole again. */
    void during(DeviceBench bench, Runnable run) {
      tearing.accept(bench);
      DeviceException torn = catchThrowableOfType(DeviceException.class, run::run);
      assertThat(torn).isNotNull();
      bench.manager.loseRequest = path -> false;
      bench.manager.loseAnswer = path -> false;
      bench.card.tornAway = false;
      bench.card.away = false;
      assertThat(bench.shown()).doesNotContain("Your last", "Your top-up");
    }

    String paymentSentence(String store) {
      return "Your last payment of ¥1,980 at "
          + store
          + (executed ? " went through." : " did not go through; nothing was taken.");
    }

    String loadSentence() {
      return "Your top-up of ¥5,000"
          + (executed ? " arrived." : " did not arrive; nothing was lost.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void payment_torn_isToldAtTheNextLookAtTheCard(Torn torn) {
    torn.during(bench, bench::pay);

    bench.touch();

    assertThat(bench.told("Your last payment")).isEqualTo(1);
    assertThat(bench.shown())
        .containsPattern(torn.paymentSentence("(Bakery|mall-1)").replace(".", "\\."));
    assertThat(card.balance).isEqualTo(torn.executed ? 10_000 - 1980 : 10_000);
    assertThat(manager.state.equals("COMPLETED")).isEqualTo(torn.executed);
    assertThat(bench.device().unfinished().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Claim 4 works: torn anywhere and run again, a payment debits once")
  void payment_tornAndPaidAgain_debitsOnce(Torn torn) {
    torn.during(bench, bench::pay);

    assertThat(bench.pay()).isEqualTo(Outcome.DONE);

    assertThat(bench.told("Your last payment")).isEqualTo(1);
    assertThat(bench.shown())
        .containsPattern(torn.paymentSentence("(Bakery|mall-1)").replace(".", "\\."))
        .contains("seal 3", "seal 4");
    assertThat(card.balance).isEqualTo(10_000 - 1980);
    assertThat(bench.device().unfinished().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void payment_relayedAndTorn_isToldAtTheNextLookAtTheCard(Torn torn) {
    torn.during(bench, () -> new Payment(bench.device(), 0).payRequest(manager.message1));

    bench.touch();

    assertThat(bench.told("Your last payment")).isEqualTo(1);
    assertThat(bench.shown())
        .containsPattern(torn.paymentSentence("(Bakery|mall-1)").replace(".", "\\."));
    assertThat(card.balance).isEqualTo(torn.executed ? 10_000 - 1980 : 10_000);
    assertThat(bench.device().unfinished().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void payment_tornAndExpired_endsByAVoidWhereTheCardDidNotExecute(Torn torn) {
    torn.during(bench, bench::pay);
    manager.expired = true;

    bench.touch();

    boolean voided = torn != Torn.REQUEST_LOST && !torn.executed;
    assertThat(bench.told("Your last payment")).isEqualTo(1);
    assertThat(bench.shown().contains("update  VOID is due")).isEqualTo(voided);
    assertThat(card.balance).isEqualTo(torn.executed ? 10_000 - 1980 : 10_000);
    if (voided) {
      assertThat(manager.state).isEqualTo("EXPIRED");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CARD_TORN_AFTER_ITS_COMMIT", "CARD_ANSWER_LOST"})
  void payment_tornAndCancelledByTheStore_comesBackAtTheSameTouch(Torn torn) {
    torn.during(bench, bench::pay);
    manager.cancelled = true;

    bench.touch();

    assertThat(bench.told("Your last payment of ¥1,980 at Bakery was cancelled by the store"))
        .isEqualTo(1);
    assertThat(bench.told("¥1,980 came back from Bakery.")).isEqualTo(1);
    assertThat(card.balance).isEqualTo(10_000);
    assertThat(card.executed).hasSize(2);
  }

  @Test
  void payment_tornAndDeclined_tookNothing() {
    card.balance = 100;
    Torn.CARD_TORN_AFTER_ITS_COMMIT.during(bench, bench::pay);

    bench.touch();

    assertThat(bench.shown())
        .contains("Your last payment of ¥1,980 at Bakery did not go through; nothing was taken.");
    assertThat(card.balance).isEqualTo(100);
    assertThat(manager.state).isEqualTo("DECLINED");
  }

  @Test
  void payment_tornAndSettledByAnotherDevice_isToldHereToo() {
    Torn.CARD_ANSWER_LOST.during(bench, bench::pay);
    manager.learnsFromAnotherDevice(1, card.answers.get(1L));

    bench.touch();

    assertThat(bench.told("Your last payment of ¥1,980 at Bakery went through.")).isEqualTo(1);
  }

  @Test
  void payment_tornLongAgo_isAskedForWhereThePresentationTellsNothingOfIt() {
    Torn.LAST_ANSWER_LOST.during(bench, bench::pay);
    manager.twistPresented = wish -> without(wish, "results");

    bench.touch();

    // The store is message 1's word, as the manager gave none.
    assertThat(bench.told("Your last payment of ¥1,980 at mall-1 went through.")).isEqualTo(1);
  }

  @Test
  void payment_withAnotherCard_leavesTheFirstCardsDoubtAlone() throws Exception {
    Torn.CARD_ANSWER_LOST.during(bench, bench::pay);
    FakeCard other = new FakeCard(manager.cardKey, 500);
    other.number = FakeCard.OTHER_NUMBER;

    Device device = bench.deviceWith(other);
    device.doubts().settleUnfinished();

    assertThat(manager.posted).noneMatch(request -> request.startsWith("presentations"));
    assertThat(bench.shown()).doesNotContain("Your last payment");
    assertThat(device.unfinished().isEmpty()).isFalse();
  }

  @Test
  void pay_whenNothingWentWrong_costsNoPresentation() {
    bench.pay();

    assertThat(manager.posted).noneMatch(request -> request.startsWith("presentations"));
    assertThat(manager.posted).filteredOn(request -> request.contains("/card")).hasSize(2);
    assertThat(bench.device().unfinished().isEmpty()).isTrue();
    assertThat(bench.shown()).doesNotContain("Your last payment");
  }

  @Test
  void pay_whenThisDeviceHoldsSomethingUnfinished_presentsFirst() {
    Torn.LAST_ANSWER_LOST.during(bench, bench::pay);
    manager.posted.clear();

    bench.pay();

    assertThat(manager.posted.stream().filter(request -> !request.startsWith("keys")).findFirst())
        .hasValueSatisfying(first -> assertThat(first).startsWith("presentations"));
  }

  @Test
  void touch_whenThePresentationIsLost_tellsAtTheNextOne() {
    Torn.CARD_ANSWER_LOST.during(bench, bench::pay);
    for (boolean answer : new boolean[] {false, true}) {
      manager.loseRequest = path -> !answer && path.equals("presentations");
      manager.loseAnswer = path -> answer && path.equals("presentations");
      DeviceException lost = catchThrowableOfType(DeviceException.class, bench::touch);
      assertThat(lost.outcome()).isEqualTo(Outcome.UNREACHABLE);
      assertThat(bench.shown()).doesNotContain("Your last payment");
    }
    manager.loseRequest = path -> false;
    manager.loseAnswer = path -> false;

    bench.touch();

    assertThat(bench.told("Your last payment of ¥1,980 at Bakery went through.")).isEqualTo(1);
    assertThat(card.executed).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void load_torn_isToldAtTheNextLookAtTheCard(Torn torn) {
    torn.during(bench, () -> bench.load(order(UPDATE, false)));

    bench.touch();

    assertThat(bench.told("Your top-up")).isEqualTo(1);
    assertThat(bench.shown()).contains(torn.loadSentence());
    assertThat(card.balance).isEqualTo(torn.executed ? 15_000 : 10_000);
    assertThat(bench.device().unfinished().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Claim 9 works: torn anywhere and resumed, a load credits once")
  void load_tornAndResumed_creditsOnce(Torn torn) {
    torn.during(bench, () -> bench.load(order(UPDATE, false)));

    assertThat(bench.load(order(UPDATE, true))).isEqualTo(Outcome.DONE);

    assertThat(bench.shown()).contains(torn.loadSentence());
    assertThat(card.balance).isEqualTo(15_000);
    assertThat(bench.device().unfinished().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void load_afterATornPayment_tellsOfThePaymentFirst(Torn torn) {
    torn.during(bench, bench::pay);

    assertThat(bench.load(order(OTHER_UPDATE, false))).isEqualTo(Outcome.DONE);

    assertThat(bench.told("Your last payment")).isEqualTo(1);
    assertThat(card.balance).isEqualTo((torn.executed ? 10_000 - 1980 : 10_000) + 5000);
    assertThat(bench.load(order(UPDATE, false))).isEqualTo(Outcome.DONE);
    assertThat(bench.told("Your last payment")).isEqualTo(1);
  }

  @Test
  void balance_whenTheManagerGivesNoAnswer_isTheCardsOwnWord() {
    manager.loseRequest = path -> true;

    Outcome outcome = new BalanceCommand(null).run(bench.device());

    assertThat(outcome).isEqualTo(Outcome.DONE);
    assertThat(bench.shown()).contains("gave no answer", "balance 10000 JPY");
  }

  @Test
  void repair_whenNothingIsOpen_saysSo() {
    assertThat(new RepairCommand(null).run(bench.device())).isEqualTo(Outcome.DONE);

    assertThat(bench.shown()).contains("nothing is open with this card");
    assertThat(card.executed).isEmpty();
  }

  @Test
  void presentation_whenTheManagerOffersNone_leavesEverythingAsItIs() {
    manager.presentationsOffered = false;

    assertThat(bench.load(order(UPDATE, false))).isEqualTo(Outcome.DONE);
    assertThat(card.balance).isEqualTo(15_000);
  }

  private static Map<String, Object> without(Map<String, Object> wish, String list) {
    wish.put(list, new ArrayList<>(List.of()));
    return wish;
  }

  private static LoadOrder order(String updateId, boolean resumed) {
    return new LoadOrder(
        updateId,
        resumed,
        new Amount(5000, FakeManager.YEN),
        new LoadOrder.Funding("voucher", "V-1"));
  }
}

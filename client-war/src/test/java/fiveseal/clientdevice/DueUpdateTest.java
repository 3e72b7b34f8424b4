package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Message 5 that nobody at the card asked for: given to the card if it may be due, else nothing.
 */
class DueUpdateTest {
  private static final long NOW = FakeManager.NOW.getEpochSecond();

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

  @Test
  @DisplayName("Claim 9 works: a due refund is checked, shown and credited once")
  void refund_whenItIsDue_comesBackOnce() {
    due(UpdateKind.REFUND, 1980);

    bench.touch();
    bench.load(
        new LoadOrder(
            FakeManager.OTHER_ID,
            false,
            new Amount(1, FakeManager.YEN),
            new LoadOrder.Funding("voucher", "V-1")));

    assertThat(bench.shown()).contains("update  REFUND 1980 JPY is due", "seal 5");
    assertThat(bench.told("¥1,980 came back from Bakery.")).isEqualTo(1);
    assertThat(card.balance).isEqualTo(10_000 + 1980 + 1);
  }

  @Test
  void updates_whenSeveralAreDue_areGivenOneAfterTheOther() {
    due(UpdateKind.BLOCK, 0);
    manager.dues.add(new FakeManager.Due(FakeManager.VOID, UpdateKind.VOID, 0));
    manager.dues.add(new FakeManager.Due(FakeManager.OTHER_ID, UpdateKind.REFUND, 5));

    bench.touch();

    assertThat(card.executed).hasSize(3);
    assertThat(card.balance).isEqualTo(10_005);
    assertThat(bench.told("This card is blocked now")).isEqualTo(1);
  }

  @Test
  void update_whenTheHolderIsNotAsked_needsNoYes() {
    due(UpdateKind.REFUND, 1980);
    Device device = bench.device(false, "");

    device.doubts().settle(device.output().present(), Doubts.Wish.ALL);

    assertThat(card.balance).isEqualTo(10_000 + 1980);
  }

  @ParameterizedTest
  @EnumSource(FakeCard.Tear.class)
  void refund_whenTheCardIsTorn_comesBackOnce(FakeCard.Tear tear) {
    due(UpdateKind.REFUND, 1980);
    card.tear = tear;

    bench.touch();

    assertThat(bench.told("¥1,980 came back from Bakery.")).isEqualTo(1);
    assertThat(card.balance).isEqualTo(10_000 + 1980);
    assertThat(bench.device().unfinished().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(FakeCard.Tear.class)
  void refund_whenTheCardIsTornAway_comesBackOnceAtTheNextTouch(FakeCard.Tear tear) {
    due(UpdateKind.REFUND, 1980);
    if (tear == FakeCard.Tear.NEVER) {
      int[] presentations = {0};
      manager.loseAnswer = path -> path.equals("presentations") && presentations[0]++ > 0;
    }
    card.tear = tear;
    card.tornAway = true;
    assertThat(catchThrowableOfType(DeviceException.class, bench::touch)).isNotNull();
    assertThat(bench.told("came back")).isZero();

    card.away = false;
    manager.loseAnswer = path -> false;
    bench.touch();

    assertThat(bench.told("¥1,980 came back from Bakery.")).isEqualTo(1);
    assertThat(card.balance).isEqualTo(10_000 + 1980);
    assertThat(bench.device().unfinished().isEmpty()).isTrue();
  }

  @Test
  @DisplayName("Claim 9 refuses: a due message 5 whose signature 5 is bad")
  void update_whenSignature5IsBad_executesNothing() {
    refuses(PaymentTest::badlySigned, "the signature does not verify");
  }

  @Test
  @DisplayName("Claim 9 refuses: a due message 5 under a key that is not pinned")
  void update_underAnotherKey_executesNothing() {
    SigningKey stranger = SigningKey.generate();
    refuses(honest -> Signed.by(stranger, parsed(honest)).compact(), "unknown kid");
  }

  @Test
  @DisplayName("Claim 9 refuses: a due message 5 of a kind that nobody knows")
  void update_ofAnUnknownKind_executesNothing() {
    refuses(honest -> resigned(honest, "\"REFUND\"", "\"DEBIT\""), "unknown kind");
  }

  @Test
  @DisplayName("Claim 9 refuses: a due message 5 in another currency than the card's")
  void update_inAnotherCurrency_executesNothing() {
    refuses(honest -> resigned(honest, "\"JPY\"", "\"EUR\""), "another currency");
  }

  @Test
  @DisplayName("Claim 9 refuses: a due message 5 for more than a card can hold")
  void update_ofMoreThanACardCanHold_executesNothing() {
    refuses(honest -> resigned(honest, ":1980", ":2147483647"), "more than a card can hold");
  }

  @Test
  @DisplayName("Claim 9 refuses: a due message 5 whose time has passed")
  void update_whoseTimeHasPassed_executesNothing() {
    refuses(
        honest -> {
          ValueUpdate it = parsed(honest);
          return manager.sign(
              new ValueUpdate(
                  it.iss(),
                  it.updateId(),
                  it.kind(),
                  OptionalLong.of(1980),
                  IsoCurrency.of("JPY"),
                  it.command(),
                  Optional.of(FakeManager.ID),
                  NOW - 1000,
                  NOW - 61));
        },
        "exp has passed");
  }

  @Test
  @DisplayName("Claim 9 refuses: a superfluous message 5, which the card has taken already")
  void update_thatTheCardHasTaken_isNotGivenAgain() {
    due(UpdateKind.REFUND, 1980);
    String[] first = new String[1];
    manager.twistPresented =
        wish -> {
          first[0] = first[0] == null ? (String) wish.get("update") : first[0];
          wish.put("update", first[0]);
          return wish;
        };

    DeviceException refused = catchThrowableOfType(DeviceException.class, bench::touch);

    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused).hasMessageContaining("taken this update already");
    assertThat(card.executed).hasSize(1);
    assertThat(card.balance).isEqualTo(10_000 + 1980);
  }

  @Test
  void update_besideAnswersThatTheCardHasNot_isGiven() {
    due(UpdateKind.REFUND, 1980);
    manager.twistPresented =
        wish -> {
          wish.put("wanted", wish.containsKey("update") ? List.of(9L) : List.of());
          return wish;
        };

    bench.touch();

    assertThat(card.balance).isEqualTo(10_000 + 1980);
  }

  @Test
  void update_besideAnswersThatTheCardHas_comesAfterThem() {
    bench.pay();
    due(UpdateKind.REFUND, 1980);
    manager.posted.clear();
    manager.twistPresented =
        wish -> {
          wish.put("wanted", wish.containsKey("update") ? List.of(1L) : List.of());
          return wish;
        };

    bench.touch();

    assertThat(manager.posted.get(1)).startsWith("presentations").contains("\"counter\":1");
    assertThat(card.balance).isEqualTo(10_000);
    assertThat(card.executed).hasSize(2);
  }

  @Test
  void presentation_whenTheCardKeepsNoneOfTheWantedAnswers_endsAndSaysSo() {
    manager.twistPresented =
        wish -> {
          wish.put("wanted", List.of(1L));
          return wish;
        };

    DeviceException ended = catchThrowableOfType(DeviceException.class, bench::touch);

    assertThat(ended.outcome()).isEqualTo(Outcome.CARD);
    assertThat(ended).hasMessageContaining("does not keep the answers");
  }

  @Test
  void result_whoseIdIsNone_isRefusedBeforeItNamesAFile() {
    due(UpdateKind.REFUND, 1980);
    manager.twistPresented =
        wish -> {
          wish.put(
              "results",
              List.of(
                  Map.of(
                      "id",
                      "../pins/x",
                      "kind",
                      "LOAD",
                      "state",
                      "DONE",
                      "amount",
                      1L,
                      "currency",
                      "JPY",
                      "description",
                      "d")));
          return wish;
        };

    DeviceException refused = catchThrowableOfType(DeviceException.class, bench::touch);

    assertThat(refused.outcome()).isEqualTo(Outcome.SERVER);
    assertThat(card.executed).isEmpty();
  }

  private void due(UpdateKind kind, long amount) {
    manager.dues.add(new FakeManager.Due(FakeManager.REVERSAL, kind, amount));
  }

  private void refuses(UnaryOperator<String> twist, String reason) {
    due(UpdateKind.REFUND, 1980);
    manager.twist5 = twist;

    DeviceException refused = catchThrowableOfType(DeviceException.class, bench::touch);

    assertThat(refused).isNotNull().hasMessageContaining(reason);
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(card.executed).isEmpty();
    assertThat(card.balance).isEqualTo(10_000);
  }

  private static ValueUpdate parsed(String message5) {
    return Signed.parse(message5, ValueUpdate.class).message();
  }

  /** Truly the manager's signature, over what no manager would sign. */
  private String resigned(String message5, String part, String other) {
    String[] parts = message5.split("[.]", -1);
    String payload = new String(Base64Url.decode(parts[1]), UTF_8);
    assertThat(payload).contains(part);
    String twisted =
        parts[0] + "." + Base64Url.encode(payload.replace(part, other).getBytes(UTF_8));
    return twisted + "." + Base64Url.encode(manager.managerKey.sign(twisted.getBytes(UTF_8)));
  }
}

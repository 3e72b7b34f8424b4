package fiveseal.clientdevice;

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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A top-up by the client device, and everything that must keep it from the card. */
class LoadTest {
  private static final String UPDATE = "7d0f3e0a-1111-4222-8333-444455556666";
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
  @DisplayName("Claim 9 works: the device checks signature 5, then the balance rises once")
  void load_whenEverythingHolds_creditsOnce() {
    assertThat(bench.load(order(false))).isEqualTo(Outcome.DONE);

    assertThat(card.executed).hasSize(1);
    assertThat(card.executed.get(0)).isEqualTo(Base64Url.decode(manager.commands.get(0)));
    assertThat(card.balance).isEqualTo(15_000);
    assertThat(bench.shown())
        .contains("seal 5 fiveseal-value-update signed by manager, verified by client")
        .contains("loaded  5000 JPY");
  }

  @Test
  @DisplayName("Claim 9 refuses: a bad signature 5")
  void load_whenSignature5IsBad_executesNothing() {
    refusesMessage5(PaymentTest::badlySigned, "the signature does not verify");
  }

  @Test
  @DisplayName("Claim 9 refuses: another amount than asked for")
  void load_whenMessage5HasAnotherAmount_executesNothing() {
    refusesMessage5(
        honest -> manager.sign(manager.update(UPDATE, UpdateKind.LOAD, 4999, command(honest))),
        "another amount");
  }

  @Test
  @DisplayName("Claim 9 refuses: another currency than asked for")
  void load_whenMessage5HasAnotherCurrency_executesNothing() {
    refusesMessage5(
        honest ->
            manager.sign(
                new ValueUpdate(
                    "manager",
                    UPDATE,
                    UpdateKind.LOAD,
                    OptionalLong.of(5000),
                    IsoCurrency.of("EUR"),
                    command(honest),
                    Optional.empty(),
                    NOW,
                    NOW + 900)),
        "another currency");
  }

  @Test
  @DisplayName("Claim 9 refuses: another update than asked for")
  void load_whenMessage5IsAnotherUpdate_executesNothing() {
    refusesMessage5(
        honest ->
            manager.sign(
                manager.update(FakeManager.OTHER_ID, UpdateKind.LOAD, 5000, command(honest))),
        "another update");
  }

  @Test
  @DisplayName("Claim 9 refuses: another kind than asked for")
  void load_whenMessage5IsAnotherKind_executesNothing() {
    refusesMessage5(
        honest -> manager.sign(manager.update(UPDATE, UpdateKind.BLOCK, 0, command(honest))),
        "no LOAD");
  }

  @Test
  @DisplayName("Claim 9 refuses: a message 5 whose time has passed")
  void load_whenMessage5IsOld_executesNothing() {
    refusesMessage5(
        honest ->
            manager.sign(
                new ValueUpdate(
                    "manager",
                    UPDATE,
                    UpdateKind.LOAD,
                    OptionalLong.of(5000),
                    FakeManager.YEN,
                    command(honest),
                    Optional.empty(),
                    NOW - 1000,
                    NOW - 61)),
        "exp has passed");
  }

  @Test
  @DisplayName("Claim 9 refuses: message 5 under a key that is not pinned")
  void load_whenMessage5IsUnderAnotherKey_executesNothing() {
    SigningKey stranger = SigningKey.generate();
    refusesMessage5(
        honest ->
            Signed.by(stranger, manager.update(UPDATE, UpdateKind.LOAD, 5000, command(honest)))
                .compact(),
        "unknown kid");
  }

  @Test
  @DisplayName("Claim 9 refuses: message 2 in place of message 5")
  void load_whenMessage2Comes_executesNothing() {
    refusesMessage5(
        honest ->
            manager.sign(
                manager.information(FakeManager.ID, manager.message1, command(honest), NOW)),
        "typ is");
  }

  @Test
  @DisplayName("Claim 9 refuses: message 5 with any bit flipped")
  void load_whenABitOfMessage5IsFlipped_executesNothing() {
    int[] position = {0};
    int[] length = {1};
    manager.twist5 =
        honest -> {
          length[0] = honest.length();
          return PaymentTest.flipped(honest, position[0]);
        };
    for (; position[0] < length[0]; position[0] += 23) {
      DeviceException refused =
          catchThrowableOfType(DeviceException.class, () -> bench.load(order(false)));
      assertThat(refused).as("bit flipped at %d", position[0]).isNotNull();
      assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    }
    assertThat(length[0]).isGreaterThan(400);
    assertThat(card.executed).isEmpty();
  }

  @Test
  void load_whenTheAnswerIsTorn_fetchesItByGetAnswer() {
    card.tear = FakeCard.Tear.AFTER_EXECUTING;

    assertThat(bench.load(order(false))).isEqualTo(Outcome.DONE);
    assertThat(card.executed).hasSize(1);
    assertThat(card.balance).isEqualTo(15_000);
  }

  @Test
  void load_whenResumedAfterALostAnswer_finishesWithoutASecondCredit() {
    manager.loseAnswers = true;
    assertThat(
            catchThrowableOfType(DeviceException.class, () -> bench.load(order(false))).outcome())
        .isEqualTo(Outcome.UNREACHABLE);

    manager.loseAnswers = false;
    assertThat(bench.load(order(true))).isEqualTo(Outcome.DONE);
    assertThat(card.executed).hasSize(1);
    assertThat(card.balance).isEqualTo(15_000);
  }

  private static LoadOrder order(boolean resumed) {
    return new LoadOrder(
        UPDATE,
        resumed,
        new Amount(5000, FakeManager.YEN),
        new LoadOrder.Funding("voucher", "V-1"));
  }

  private static String command(String message5) {
    return Signed.parse(message5, ValueUpdate.class).message().command();
  }

  private void refusesMessage5(UnaryOperator<String> twist, String reason) {
    manager.twist5 = twist;
    DeviceException refused =
        catchThrowableOfType(DeviceException.class, () -> bench.load(order(false)));

    assertThat(refused).isNotNull().hasMessageContaining(reason);
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(card.executed).isEmpty();
    assertThat(card.balance).isEqualTo(10_000);
  }
}

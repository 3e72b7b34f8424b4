package fiveseal.clientdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payment by the client device, and everything that must keep it from the card. */
class PaymentTest {
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
  @DisplayName("Claim 4 works: the device checks message 2 and the request, then executes once")
  void pay_whenEverythingHolds_debitsOnceAndShowsFourSeals() {
    assertThat(bench.pay()).isEqualTo(Outcome.DONE);

    assertThat(card.executed).hasSize(1);
    assertThat(card.balance).isEqualTo(10_000 - 1980);
    assertThat(bench.shown())
        .contains("store   mall-1", "bakery  Bread  480 JPY", "amount  1980 JPY")
        .contains("seal 1 fiveseal-settlement-request signed by mall-1, verified by client")
        .contains("seal 2 fiveseal-settlement-information signed by manager, verified by client")
        .contains("seal 3 fiveseal-settlement-completion signed by manager, verified by client");
  }

  @Test
  @DisplayName("Claim 4 refuses: a bad signature 2")
  void pay_whenSignature2IsBad_executesNothing() {
    refusesMessage2(PaymentTest::badlySigned, "the signature does not verify");
  }

  @Test
  @DisplayName("Claim 4 refuses: an amount other than the one shown")
  void pay_whenMessage2HasAnotherAmount_executesNothing() {
    refusesMessage2(
        honest ->
            withRequest(
                honest,
                Signed.by(manager.mallKey, manager.request("mall-1", "order-1", 480, 9500))
                    .compact()),
        "another request than the one that was shown");
  }

  @Test
  @DisplayName("Claim 4 refuses: a store other than the one shown")
  void pay_whenMessage2HasAnotherStore_executesNothing() throws Exception {
    SigningKey other = SigningKey.generate();
    manager.published.put("mall-2", List.of(manager.ca.published("mall-2", other.publicKey())));
    refusesMessage2(
        honest ->
            withRequest(
                honest,
                Signed.by(other, manager.request("mall-2", "order-1", 480, 1500)).compact()),
        "another request than the one that was shown");
  }

  @Test
  @DisplayName("Claim 4 refuses: message 2 for a settlement that was not asked for")
  void pay_whenMessage2IsForAnotherSettlement_executesNothing() {
    refusesMessage2(
        honest -> {
          SettlementInformation message = information(honest);
          return manager.sign(
              manager.information(
                  FakeManager.OTHER_ID, message.request(), message.command(), message.iat()));
        },
        "another settlement");
  }

  @Test
  @DisplayName("Claim 4 refuses: message 2 of an earlier payment")
  void pay_whenMessage2IsFromAnEarlierPayment_executesNothing() {
    String earlierRequest =
        Signed.by(manager.mallKey, manager.request("mall-1", "order-0", 480, 1500)).compact();
    refusesMessage2(
        honest ->
            manager.sign(
                manager.information(
                    FakeManager.OTHER_ID,
                    earlierRequest,
                    information(honest).command(),
                    NOW - 3600)),
        "exp has passed");
  }

  @Test
  @DisplayName("Claim 4 refuses: message 2 whose time has passed")
  void pay_whenMessage2IsOld_executesNothing() {
    refusesMessage2(
        honest ->
            manager.sign(
                manager.information(
                    FakeManager.ID,
                    manager.message1,
                    information(honest).command(),
                    NOW - 900 - 61)),
        "exp has passed");
  }

  @Test
  @DisplayName("Claim 4 refuses: message 2 under a key that is not pinned")
  void pay_whenMessage2IsUnderAnotherKey_executesNothing() {
    SigningKey stranger = SigningKey.generate();
    refusesMessage2(honest -> Signed.by(stranger, information(honest)).compact(), "unknown kid");
  }

  @Test
  @DisplayName("Claim 4 refuses: message 2 under the store's key")
  void pay_whenMessage2IsUnderTheStoresKey_executesNothing() {
    refusesMessage2(
        honest -> Signed.by(manager.mallKey, information(honest)).compact(),
        "this key may not sign");
  }

  @Test
  @DisplayName("Claim 4 refuses: a request inside message 2 whose own signature is bad")
  void pay_whenSignature1InsideMessage2IsBad_executesNothing() {
    String part = manager.message1.substring(0, manager.message1.lastIndexOf('.') + 1);
    byte[] other = Base64Url.decode(manager.message1.substring(part.length()));
    other[5] ^= 1;
    refusesMessage2(
        honest -> withRequest(honest, part + Base64Url.encode(other)),
        "the signature does not verify");
  }

  @Test
  @DisplayName("Claim 4 refuses: message 2 with any bit flipped")
  void pay_whenABitOfMessage2IsFlipped_executesNothing() {
    int[] position = {0};
    manager.twist2 = honest -> flipped(honest, position[0]);
    int length = message2Length();
    for (position[0] = 0; position[0] < length; position[0] += 61) {
      DeviceException refused = catchThrowableOfType(DeviceException.class, bench::pay);
      assertThat(refused).as("bit flipped at %d", position[0]).isNotNull();
      assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    }
    assertThat(card.executed).isEmpty();
    assertThat(card.balance).isEqualTo(10_000);
  }

  @Test
  @DisplayName("Claim 4 refuses: each bit position of message 2, flipped, before the card")
  void information_whenAnyBitIsFlipped_isRefused() {
    Device device = bench.device();
    Signed<SettlementRequest> shown = device.paymentCheck().request(manager.message1);
    String honest =
        manager.sign(
            manager.information(
                FakeManager.ID, manager.message1, Base64Url.encode(new byte[64]), NOW));
    Optional<String> asked = Optional.of(FakeManager.ID);
    assertThat(device.paymentCheck().information(honest, asked, shown).compact()).isEqualTo(honest);
    for (int i = 0; i < honest.length(); i++) {
      String twisted = flipped(honest, i);
      assertThat(
              catchThrowableOfType(
                  RuntimeException.class,
                  () -> device.paymentCheck().information(twisted, asked, shown)))
          .as("bit flipped at %d", i)
          .isInstanceOf(fiveseal.protocol.ProtocolException.class);
    }
  }

  @Test
  @DisplayName("Claim 2 refuses: a request whose signature 1 is bad is not even shown")
  void pay_whenSignature1IsBad_showsAndExecutesNothing() {
    manager.twist1 = PaymentTest::badlySigned;
    DeviceException refused = catchThrowableOfType(DeviceException.class, bench::pay);

    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(bench.shown()).doesNotContain("amount");
    assertThat(card.executed).isEmpty();
  }

  @Test
  void pay_whenTheHolderSaysNo_executesNothing() {
    DeviceException refused =
        catchThrowableOfType(
            DeviceException.class,
            () -> new Payment(bench.device(false, "n\n"), 0).pay(FakeManager.ID));

    assertThat(refused.outcome()).isEqualTo(Outcome.NOT_CONFIRMED);
    assertThat(bench.shown()).contains("Pay 1980 JPY? [y/N]");
    assertThat(card.executed).isEmpty();
    assertThat(manager.commands).isEmpty();
  }

  @Test
  void pay_whenTheHolderSaysYes_executesOnce() {
    assertThat(new Payment(bench.device(false, "y\n"), 0).pay(FakeManager.ID))
        .isEqualTo(Outcome.DONE);
    assertThat(card.executed).hasSize(1);
  }

  @Test
  void pay_whenTheCardDeclines_saysWhy() {
    card.balance = 100;
    DeviceException declined = catchThrowableOfType(DeviceException.class, bench::pay);

    assertThat(declined.outcome()).isEqualTo(Outcome.CARD);
    assertThat(declined).hasMessageContaining("value insufficient");
    assertThat(card.balance).isEqualTo(100);
  }

  @Test
  @DisplayName("Claim 24 works: the card gets the bytes of command as received")
  void pay_always_givesTheCardTheReceivedBytes() {
    bench.pay();

    assertThat(card.executed.get(0)).isEqualTo(Base64Url.decode(manager.commands.get(0)));
  }

  @Test
  @DisplayName("Claim 24 refuses: a command that has not 64 bytes")
  void pay_whenTheCommandIsTooShort_executesNothing() {
    refusesMessage2(
        honest -> {
          String payload =
              new String(Base64Url.decode(honest.split("[.]", -1)[1]), StandardCharsets.UTF_8);
          String shorter =
              payload.replace(information(honest).command(), Base64Url.encode(new byte[63]));
          return honest.split("[.]", -1)[0]
              + "."
              + Base64Url.encode(shorter.getBytes(StandardCharsets.UTF_8))
              + "."
              + honest.split("[.]", -1)[2];
        },
        "command has not 64 bytes");
  }

  @Test
  @DisplayName("Claim 19 works: message 1 is relayed byte for byte and paid in one request")
  void payRequest_always_relaysMessage1Unchanged() {
    assertThat(new Payment(bench.device(), 0).payRequest(manager.message1)).isEqualTo(Outcome.DONE);

    assertThat(manager.posted)
        .anyMatch(
            request ->
                request.startsWith("settlements {")
                    && request.contains("\"request\":\"" + manager.message1 + "\""));
    assertThat(card.executed).hasSize(1);
  }

  @Test
  @DisplayName("Claim 3 refuses: an altered message 1 is neither shown nor relayed")
  void payRequest_whenMessage1IsAltered_relaysNothing() {
    String altered = flipped(manager.message1, 200);
    DeviceException refused =
        catchThrowableOfType(
            DeviceException.class, () -> new Payment(bench.device(), 0).payRequest(altered));

    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(manager.posted).noneMatch(request -> request.startsWith("settlements "));
    assertThat(card.executed).isEmpty();
  }

  @Test
  @DisplayName("Claim 3 refuses: message 2 for another request than the relayed one")
  void payRequest_whenMessage2HasAnotherRequest_executesNothing() {
    manager.twist2 =
        honest ->
            withRequest(
                honest,
                Signed.by(manager.mallKey, manager.request("mall-1", "order-2", 480, 1500))
                    .compact());
    DeviceException refused =
        catchThrowableOfType(
            DeviceException.class,
            () -> new Payment(bench.device(), 0).payRequest(manager.message1));

    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(card.executed).isEmpty();
  }

  @Test
  @DisplayName("Claim 6 works: the receipt is checked, then shown")
  void pay_whenTheReceiptHolds_showsIt() {
    bench.pay();

    assertThat(bench.shown())
        .contains("seal 4 fiveseal-settlement-receipt signed by mall-1, verified by client")
        .contains("receipt r-1", "books  r-books  1500 JPY");
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt signed by a stranger is shown as invalid")
  void pay_whenTheReceiptIsForged_showsItAsInvalid() {
    SigningKey stranger = SigningKey.generate();
    showsReceiptAsInvalid(honest -> Signed.by(stranger, receipt(honest)).compact());
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt for another completion")
  void pay_whenTheReceiptIsForAnotherCompletion_showsItAsInvalid() {
    showsReceiptAsInvalid(
        honest -> {
          SettlementReceipt it = receipt(honest);
          return Signed.by(
                  manager.mallKey,
                  new SettlementReceipt(
                      it.iss(),
                      it.managerId(),
                      it.settlementId(),
                      it.requestId(),
                      Base64Url.encode(new byte[32]),
                      it.receiptNumber(),
                      it.amount(),
                      it.lines(),
                      it.iat()))
              .compact();
        });
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt for another payment")
  void pay_whenTheReceiptIsForAnotherPayment_showsItAsInvalid() {
    showsReceiptAsInvalid(
        honest -> {
          SettlementReceipt it = receipt(honest);
          return Signed.by(
                  manager.mallKey,
                  new SettlementReceipt(
                      it.iss(),
                      it.managerId(),
                      FakeManager.OTHER_ID,
                      it.requestId(),
                      it.completion(),
                      it.receiptNumber(),
                      it.amount(),
                      it.lines(),
                      it.iat()))
              .compact();
        });
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt with another amount")
  void pay_whenTheReceiptTellsAnotherAmount_showsItAsInvalid() {
    showsReceiptAsInvalid(
        honest ->
            withLines(
                receipt(honest),
                new Amount(480, FakeManager.YEN),
                List.of(new ReceiptLine("bakery", 480, "r-1"))));
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt in another currency")
  void pay_whenTheReceiptIsInAnotherCurrency_showsItAsInvalid() {
    showsReceiptAsInvalid(
        honest -> {
          SettlementReceipt it = receipt(honest);
          return withLines(it, Amount.of(it.amount().minor(), "EUR"), it.lines());
        });
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt that names another lower store")
  void pay_whenTheReceiptNamesAnotherStore_showsItAsInvalid() {
    showsReceiptAsInvalid(
        honest -> {
          SettlementReceipt it = receipt(honest);
          ReceiptLine first = new ReceiptLine("butcher", it.lines().get(0).amountMinor(), "r-1");
          return withLines(it, it.amount(), List.of(first, it.lines().get(1)));
        });
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt that moves an amount from one lower store to another")
  void pay_whenTheReceiptMovesAnAmount_showsItAsInvalid() {
    showsReceiptAsInvalid(
        honest ->
            withLines(
                receipt(honest),
                receipt(honest).amount(),
                List.of(
                    new ReceiptLine("bakery", 481, "r-2"), new ReceiptLine("books", 1499, "r-3"))));
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt by another store than the one paid")
  void pay_whenTheReceiptIsAnotherStores_showsItAsInvalid() throws Exception {
    SigningKey other = SigningKey.generate();
    manager.published.put("mall-2", List.of(manager.ca.published("mall-2", other.publicKey())));
    manager.twist4 =
        honest -> {
          SettlementReceipt it = receipt(honest);
          return Signed.by(
                  other,
                  new SettlementReceipt(
                      "mall-2",
                      it.managerId(),
                      it.settlementId(),
                      it.requestId(),
                      it.completion(),
                      it.receiptNumber(),
                      it.amount(),
                      it.lines(),
                      it.iat()))
              .compact();
        };
    Device device = bench.device();
    device.keys().learnStore("mall-2", other.kid());
    DeviceException invalid =
        catchThrowableOfType(
            DeviceException.class, () -> new Payment(device, 0).pay(FakeManager.ID));

    assertThat(invalid.outcome()).isEqualTo(Outcome.RECEIPT_INVALID);
    assertThat(invalid).hasMessageContaining("another store's");
  }

  @Test
  void pay_whenTheStoreRenewsItsKeyMeanwhile_takesTheReceiptByTheNextKey() throws Exception {
    SigningKey next = SigningKey.generate();
    manager.twist4 =
        honest -> {
          renewedTo(next.publicKey());
          return Signed.by(next, receipt(honest)).compact();
        };

    assertThat(bench.pay()).isEqualTo(Outcome.DONE);
    assertThat(bench.shown())
        .contains("seal 4 fiveseal-settlement-receipt signed by mall-1, verified by client")
        .contains("pinned the key " + next.kid() + " of mall-1");
  }

  /** The key before is shown with its new end, the next one beside it. */
  private void renewedTo(ECPublicKey next) {
    try {
      Map<String, Object> before = new HashMap<>(manager.published.get("mall-1").get(0));
      before.put("exp", FakeManager.NOW.getEpochSecond() + 86_400);
      manager.published.put("mall-1", List.of(before, manager.ca.published("mall-1", next)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt whose lines stand in another order")
  void pay_whenTheReceiptsLinesAreReordered_showsItAsInvalid() {
    showsReceiptAsInvalid(
        honest -> {
          SettlementReceipt it = receipt(honest);
          return withLines(it, it.amount(), List.of(it.lines().get(1), it.lines().get(0)));
        });
  }

  @Test
  void pay_whenTheReceiptIsNotThereYet_isDoneAndFindsItLater() {
    manager.noReceipt = true;
    assertThat(bench.pay()).isEqualTo(Outcome.DONE);
    assertThat(bench.shown()).contains("receipt is not there yet").doesNotContain("seal 4");

    manager.noReceipt = false;
    manager.state = "RECEIPTED";
    assertThat(bench.pay()).isEqualTo(Outcome.DONE);
    assertThat(bench.shown()).contains("seal 4");
    assertThat(card.executed).hasSize(1);
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion for another amount is not taken for a payment")
  void pay_whenTheCompletionTellsAnotherAmount_isRefused() {
    manager.twist3 =
        honest -> {
          SettlementCompletion it = Signed.parse(honest, SettlementCompletion.class).message();
          return manager.sign(
              new SettlementCompletion(
                  it.iss(),
                  it.aud(),
                  it.settlementId(),
                  it.requestId(),
                  it.settlementInformation(),
                  new Amount(1, FakeManager.YEN),
                  it.iat(),
                  Optional.empty()));
        };
    DeviceException refused = catchThrowableOfType(DeviceException.class, bench::pay);

    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused).hasMessageContaining("completion is invalid");
    assertThat(bench.shown()).doesNotContain("seal 3");
  }

  @Test
  void pay_whenTheAnswerIsTorn_fetchesItByGetAnswer() {
    card.tear = FakeCard.Tear.AFTER_EXECUTING;

    assertThat(bench.pay()).isEqualTo(Outcome.DONE);
    assertThat(card.executed).hasSize(1);
    assertThat(card.balance).isEqualTo(10_000 - 1980);
  }

  @Test
  void pay_whenTheCardIsTornBeforeExecuting_debitsOnceByANewCommand() {
    card.tear = FakeCard.Tear.BEFORE_EXECUTING;

    assertThat(bench.pay()).isEqualTo(Outcome.DONE);
    assertThat(card.executed).hasSize(2);
    assertThat(card.balance).isEqualTo(10_000 - 1980);
  }

  @Test
  void pay_whenTheManagersAnswerIsLost_finishesAtTheNextRunWithoutASecondDebit() {
    manager.loseAnswers = true;
    DeviceException lost = catchThrowableOfType(DeviceException.class, bench::pay);
    assertThat(lost.outcome()).isEqualTo(Outcome.UNREACHABLE);

    manager.loseAnswers = false;
    assertThat(bench.pay()).isEqualTo(Outcome.DONE);
    assertThat(card.executed).hasSize(1);
    assertThat(bench.shown()).contains("seal 3", "seal 4");
  }

  @Test
  void pay_whenTheDeviceDiedAfterTheCard_returnsTheAnswerAtTheNextRun() {
    Initialized died = executeWithoutReturning();
    assertThat(bench.pay()).isEqualTo(Outcome.DONE);

    assertThat(card.executed).containsExactly(died.command());
    assertThat(card.balance).isEqualTo(10_000 - 1980);
  }

  @Test
  void pay_whenAVoidIsDue_givesItToTheCardAndThenPays() {
    manager.cardRefusal = Optional.of(ErrorCode.COUNTER_IN_DOUBT);
    manager.dues.add(new FakeManager.Due(FakeManager.VOID, UpdateKind.VOID, 0));

    assertThat(bench.pay()).isEqualTo(Outcome.DONE);
    assertThat(bench.shown()).contains("update  VOID is due", "seal 5", "seal 4");
    assertThat(card.executed).hasSize(2);
    assertThat(card.balance).isEqualTo(10_000 - 1980);
  }

  @Test
  @DisplayName("Claim 9 refuses: a due update with a bad signature 5")
  void pay_whenTheDueUpdateHasABadSeal_executesNothing() {
    manager.cardRefusal = Optional.of(ErrorCode.COUNTER_IN_DOUBT);
    manager.dues.add(new FakeManager.Due(FakeManager.VOID, UpdateKind.VOID, 0));
    manager.twist5 = PaymentTest::badlySigned;
    DeviceException refused = catchThrowableOfType(DeviceException.class, bench::pay);

    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(card.executed).isEmpty();
  }

  @Test
  void pay_whenTheManagerStopsTheCard_tellsItsCode() {
    manager.cardRefusal = Optional.of(ErrorCode.CARD_STOPPED);
    ServerRefusal refused = catchThrowableOfType(ServerRefusal.class, bench::pay);

    assertThat(refused.code()).isEqualTo("card-stopped");
    assertThat(card.executed).isEmpty();
  }

  private record Initialized(byte[] command) {}

  /** What a device did that lost power right after the card's answer. */
  private Initialized executeWithoutReturning() {
    Device device = bench.device();
    Signed<SettlementRequest> shown = device.paymentCheck().request(manager.message1);
    PresentedCard present = device.output().present();
    var received = device.receiver().information(Optional.of(FakeManager.ID), shown, present);
    assertThat(device.output().execute(received.command(), present)).isPresent();
    return new Initialized(received.command().bytes());
  }

  private void refusesMessage2(UnaryOperator<String> twist, String reason) {
    manager.twist2 = twist;
    DeviceException refused = catchThrowableOfType(DeviceException.class, bench::pay);

    assertThat(refused).isNotNull().hasMessageContaining(reason);
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(card.executed).isEmpty();
    assertThat(card.balance).isEqualTo(10_000);
    assertThat(bench.shown()).doesNotContain("seal 2");
  }

  private void showsReceiptAsInvalid(UnaryOperator<String> twist) {
    manager.twist4 = twist;
    DeviceException invalid = catchThrowableOfType(DeviceException.class, bench::pay);

    assertThat(invalid.outcome()).isEqualTo(Outcome.RECEIPT_INVALID);
    assertThat(bench.shown())
        .contains("seal 4 fiveseal-settlement-receipt of mall-1 INVALID")
        .doesNotContain("receipt r-1");
  }

  private String withRequest(String message2, String request) {
    SettlementInformation it = information(message2);
    return manager.sign(manager.information(it.settlementId(), request, it.command(), it.iat()));
  }

  private String withLines(SettlementReceipt it, Amount amount, List<ReceiptLine> lines) {
    return Signed.by(
            manager.mallKey,
            new SettlementReceipt(
                it.iss(),
                it.managerId(),
                it.settlementId(),
                it.requestId(),
                it.completion(),
                it.receiptNumber(),
                amount,
                lines,
                it.iat()))
        .compact();
  }

  private int message2Length() {
    Device device = bench.device();
    String command =
        manager.command(
            device.output().present().initialize(), Operation.DEBIT, 1980, new byte[16]);
    return manager
        .sign(manager.information(FakeManager.ID, manager.message1, command, NOW))
        .length();
  }

  private static SettlementInformation information(String message2) {
    return Signed.parse(message2, SettlementInformation.class).message();
  }

  private static SettlementReceipt receipt(String message4) {
    return Signed.parse(message4, SettlementReceipt.class).message();
  }

  /** The same message under a well-formed signature that is none. */
  static String badlySigned(String compact) {
    int signature = compact.lastIndexOf('.') + 1;
    byte[] bytes = Base64Url.decode(compact.substring(signature));
    bytes[40] ^= 1;
    return compact.substring(0, signature) + Base64Url.encode(bytes);
  }

  static String flipped(String text, int position) {
    StringBuilder twisted = new StringBuilder(text);
    char flipped = (char) (text.charAt(position) ^ (1 << (position % 7)));
    twisted.setCharAt(position, flipped);
    return twisted.toString();
  }
}

package fiveseal.mall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.mall.MallRefunds.Outcome;
import fiveseal.manager.MallReversals.AskedRefund;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.FakeManager;
import fiveseal.storedevice.StoreOrder;
import fiveseal.storedevice.TestManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MallRefundsTest {
  @TempDir private Path folder;
  private final Map<String, String> properties = new HashMap<>();
  private final AskedRefunds records = new AskedRefunds();
  private FakeManager manager;
  private String settlementId;

  @BeforeEach
  void open() throws IOException {
    SigningKey key = SigningKey.generate();
    manager = new FakeManager(Clock.systemUTC(), "mall-1", key);
    properties.put("fiveseal.mall.id", "mall-1");
    properties.put("fiveseal.store.base-url", manager.storeBase().toString());
    properties.put("fiveseal.client.base-url", manager.clientBase().toString());
    use(key);
    List<RequestLine> lines = List.of(new RequestLine("bakery", 480, "Bread", "b-1"));
    Mall mall = new Mall(new MallRecords(), name -> Optional.ofNullable(properties.get(name)));
    settlementId = mall.request(new StoreOrder("r-1", 480, "JPY", "Bread", lines)).settlementId();
    manager.pay("r-1", TestManager.first());
  }

  private void use(SigningKey key) throws IOException {
    Path keyFile = Files.writeString(folder.resolve(key.kid() + ".pem"), key.toPem(), UTF_8);
    properties.put("fiveseal.mall.key-file", keyFile.toString());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** As after a start of the server. */
  private MallRefunds refunds() {
    return new MallRefunds(records, name -> Optional.ofNullable(properties.get(name)));
  }

  private AskedRefund wish(String refundId, long amountMinor) {
    return new AskedRefund(
        refundId,
        settlementId,
        1,
        "bakery",
        amountMinor,
        "JPY",
        "RETURNED",
        "",
        "ann",
        Optional.empty(),
        Optional.empty());
  }

  private Optional<Boolean> taken(String refundId) {
    return records.askedOf(settlementId).stream()
        .filter(refund -> refund.refundId().equals(refundId))
        .findFirst()
        .orElseThrow()
        .taken();
  }

  @Test
  void refund_isTakenOnce_howeverOftenItIsAskedFor() {
    assertThat(refunds().refund(wish("f-1", 200))).isEqualTo(Outcome.TAKEN);
    assertThat(refunds().refund(wish("f-1", 200))).isEqualTo(Outcome.TAKEN);

    assertThat(manager.refunded("r-1")).isEqualTo(200);
    assertThat(taken("f-1")).contains(true);
  }

  @Test
  void refund_underAnIdOfAnother_isRefused() {
    refunds().refund(wish("f-1", 200));

    assertThatThrownBy(() -> refunds().refund(wish("f-1", 100)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICTING_REPLAY));
    assertThat(manager.refunded("r-1")).isEqualTo(200);
  }

  @Test
  void refund_ofMoreThanIsLeft_isRefused_andCountsNoMore() {
    assertThatThrownBy(() -> refunds().refund(wish("f-1", 481)))
        .isInstanceOf(ProtocolException.class);

    assertThat(taken("f-1")).contains(false);
    assertThat(records.askedOf(settlementId)).noneMatch(AskedRefund::counts);
    assertThat(refunds().refund(wish("f-2", 480))).isEqualTo(Outcome.TAKEN);
  }

  @Test
  void refund_whoseAnswerIsLost_isSentAgain_untilThereIsOne() {
    manager.loseAnswers(100);
    assertThat(refunds().refund(wish("f-1", 200))).isEqualTo(Outcome.ON_ITS_WAY);
    assertThat(taken("f-1")).isEmpty();
    manager.loseAnswers(0);

    refunds().catchUp();

    assertThat(taken("f-1")).contains(true);
    assertThat(manager.refunded("r-1")).isEqualTo(200);
  }

  @Test
  void refund_thatWaitedWhileTheMallsKeyChanged_isTakenUnderTheNewOne() throws IOException {
    SigningKey next = SigningKey.generate();
    manager.rotate("mall-1", next);
    MallRefunds before = refunds();
    assertThat(before.refund(wish("f-1", 200))).isEqualTo(Outcome.ON_ITS_WAY);
    before.catchUp();
    assertThat(taken("f-1")).isEmpty();
    use(next);

    refunds().catchUp();

    assertThat(taken("f-1")).contains(true);
    assertThat(manager.refunded("r-1")).isEqualTo(200);
    assertThat(refunds().refund(wish("f-2", 280))).isEqualTo(Outcome.TAKEN);
  }

  @Test
  void refund_whoseMessageWasKeptUnderTheOldKey_isTakenUnderTheNewOne() throws IOException {
    String old = signedAndLost();
    SigningKey next = SigningKey.generate();
    manager.rotate("mall-1", next);
    use(next);

    refunds().catchUp();

    assertThat(taken("f-1")).contains(true);
    assertThat(manager.refunded("r-1")).isEqualTo(200);
    assertThat(records.kept("REFUND", "f-1")).isPresent().get().isNotEqualTo(old);
  }

  /** The manager shows the settlement, and then is too busy for the refund. */
  private String signedAndLost() {
    manager.beBusyForReversals(true);
    assertThat(refunds().refund(wish("f-1", 200))).isEqualTo(Outcome.ON_ITS_WAY);
    manager.beBusyForReversals(false);
    assertThat(manager.refunded("r-1")).isZero();
    return records.kept("REFUND", "f-1").orElseThrow();
  }

  @Test
  void catchUp_whereThereIsNoMall_doesNothing() {
    records.ask(wish("f-1", 200));
    properties.remove("fiveseal.mall.id");

    refunds().catchUp();

    assertThat(taken("f-1")).isEmpty();
  }
}

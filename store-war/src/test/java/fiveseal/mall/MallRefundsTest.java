package fiveseal.mall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.mall.MallRefunds.Outcome;
import fiveseal.manager.MallReversals;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.FakeManager;
import fiveseal.storedevice.Retries;
import fiveseal.storedevice.StoreOrder;
import fiveseal.storedevice.TestManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a refund that somebody confirms, whatever the manager says to it, or nothing. */
class MallRefundsTest {
  @TempDir private Path folder;
  private final SigningKey key = SigningKey.generate();
  private final Map<String, String> properties = new HashMap<>();
  private final Kept kept = new Kept();
  private FakeManager manager;
  private MallRefunds refunds;
  private String settlementId;

  @BeforeEach
  void open() throws IOException {
    manager = new FakeManager(Clock.systemUTC(), "mall-1", key);
    Path keyFile = Files.writeString(folder.resolve("mall.pem"), key.toPem(), UTF_8);
    properties.put("fiveseal.mall.id", "mall-1");
    properties.put("fiveseal.mall.key-file", keyFile.toString());
    properties.put("fiveseal.store.base-url", manager.storeBase().toString());
    properties.put("fiveseal.client.base-url", manager.clientBase().toString());
    settlementId =
        new Mall(new MallRecords(), name -> Optional.ofNullable(properties.get(name)))
            .request(
                new StoreOrder(
                    "r-1",
                    1_980,
                    "JPY",
                    "Two items",
                    List.of(
                        new RequestLine("bakery", 480, "Bread", "b-17"),
                        new RequestLine("books", 1_500, "A novel", "k-9"))))
            .settlementId();
    refunds =
        new MallRefunds(kept, name -> Optional.ofNullable(properties.get(name)), Retries.none());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private MallReversals.AskedRefund wish(String id, long minor) {
    return new MallReversals.AskedRefund(
        id,
        settlementId,
        1,
        "bakery",
        minor,
        "JPY",
        "RETURNED",
        "",
        "mia",
        Optional.empty(),
        Optional.empty());
  }

  private void assertRefused(MallReversals.AskedRefund wish, ErrorCode code) {
    assertThatThrownBy(() -> refunds.refund(wish))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void refund_thatIsTaken_isOne_howeverOftenItIsConfirmed() {
    manager.pay("r-1", TestManager.first());

    assertThat(refunds.refund(wish("f-1", 200))).isEqualTo(Outcome.TAKEN);
    assertThat(refunds.refund(wish("f-1", 200))).isEqualTo(Outcome.TAKEN);

    assertThat(manager.reversalBodies()).hasSize(1);
    assertThat(manager.refunded("r-1")).isEqualTo(200);
  }

  @Test
  void refund_ofSomethingElseUnderTheSameId_isAConflict() {
    manager.pay("r-1", TestManager.first());
    refunds.refund(wish("f-1", 200));

    assertRefused(wish("f-1", 201), ErrorCode.CONFLICTING_REPLAY);
    assertThat(manager.refunded("r-1")).isEqualTo(200);
  }

  @Test
  void refund_thatTheManagerRefuses_isOver_andIsNotSentAgain() {
    assertRefused(wish("f-1", 200), ErrorCode.NOT_REFUNDABLE);
    manager.pay("r-1", TestManager.first());

    assertRefused(wish("f-1", 200), ErrorCode.MESSAGE_REFUSED);
    refunds.catchUp();

    assertThat(kept.answers).containsExactly(Map.entry("f-1", "not-refundable"));
    assertThat(manager.refunded("r-1")).isZero();
    // Under another id it is another wish.
    assertThat(refunds.refund(wish("f-2", 200))).isEqualTo(Outcome.TAKEN);
  }

  @Test
  void refund_withoutAnAnswer_isOnItsWay_andIsSentAgain_once() {
    manager.pay("r-1", TestManager.first());
    manager.loseAnswers(9);

    assertThat(refunds.refund(wish("f-1", 200))).isEqualTo(Outcome.ON_ITS_WAY);
    assertThat(kept.answers).isEmpty();
    manager.loseAnswers(0);
    refunds.catchUp();

    assertThat(kept.answers).containsKey("f-1");
    assertThat(manager.reversalBodies().stream().distinct()).hasSize(1);
    assertThat(manager.refunded("r-1")).isEqualTo(200);
  }

  @Test
  void catchUp_withoutAMall_doesNothing() {
    kept.ask(wish("f-1", 200));
    properties.clear();

    refunds.catchUp();

    assertThat(kept.answers).isEmpty();
    assertThat(refunds.isOwn("mall-1")).isFalse();
  }

  /** The mall's records of what it takes back, without a database. */
  private static final class Kept implements MallReversals {
    private final Map<String, AskedRefund> asked = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, Boolean> taken = new HashMap<>();
    private final Map<String, String> made = new LinkedHashMap<>();

    @Override
    public String made(String kind, String id, String subjectId, String message) {
      return made.computeIfAbsent(kind + id, any -> message);
    }

    @Override
    public Optional<String> kept(String kind, String id) {
      return Optional.ofNullable(made.get(kind + id));
    }

    @Override
    public List<String> about(String kind, String subjectId) {
      return List.copyOf(made.values());
    }

    @Override
    public void dropped(String kind, String id) {
      made.remove(kind + id);
    }

    @Override
    public AskedRefund ask(AskedRefund refund) {
      asked.putIfAbsent(refund.refundId(), refund);
      return withAnswer(asked.get(refund.refundId()));
    }

    private AskedRefund withAnswer(AskedRefund refund) {
      return new AskedRefund(
          refund.refundId(),
          refund.settlementId(),
          refund.lineNo(),
          refund.storeId(),
          refund.amountMinor(),
          refund.currency(),
          refund.reason(),
          refund.note(),
          refund.askedBy(),
          refund.askedAt(),
          Optional.ofNullable(taken.get(refund.refundId())));
    }

    @Override
    public void ended(String refundId, boolean wasTaken, String answer) {
      taken.putIfAbsent(refundId, wasTaken);
      answers.putIfAbsent(refundId, answer);
    }

    @Override
    public List<AskedRefund> askedOf(String settlementId) {
      return asked.values().stream().map(this::withAnswer).toList();
    }

    @Override
    public List<AskedRefund> unanswered(int limit) {
      return asked.values().stream()
          .map(this::withAnswer)
          .filter(refund -> refund.taken().isEmpty())
          .limit(limit)
          .toList();
    }
  }
}

package fiveseal.storedevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.Order;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that lie in the device's folder while the lower store gets another key. */
class TillOrdersTest {
  private static final StoreIdentity BAKERY = new StoreIdentity("bakery", TestManager.ID);
  private static final TillOrder ROLLS =
      new TillOrder(Orders.MALL, 580, "JPY", "Three rolls", Duration.ofHours(1));

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock(Orders.NOW);
  private SigningKey key = SigningKey.generate();
  private FakeManager mall;
  private TillOrders orders;

  @BeforeEach
  void open() throws IOException {
    mall = new FakeManager(clock, "bakery", key);
    start();
  }

  @AfterEach
  void close() {
    mall.close();
  }

  private void start() {
    orders = new DeviceFolder(folder).tillOrders(BAKERY, key, mall.connection(), clock);
  }

  private void rotate() {
    key = SigningKey.generate();
    mall.rotate("bakery", key);
    start();
  }

  /** Signed and kept; the mall has never heard of it. */
  private String kept(String orderId) {
    mall.beBusy(true);
    assertThatThrownBy(() -> orders.order(orderId, ROLLS)).isInstanceOf(RuntimeException.class);
    mall.beBusy(false);
    return new SignedFiles(folder.resolve("orders")).kept("order-" + orderId).orElseThrow();
  }

  @Test
  void order_thatLayHereWhileTheKeyChanged_isSignedAnewUnderTheSameId() {
    String old = kept("b-17");
    rotate();

    TillOrders.Taken taken = orders.order("b-17", ROLLS);

    assertThat(taken.state()).isEqualTo("OPEN");
    assertThat(taken.message()).isNotEqualTo(old);
    assertThat(Signed.parse(taken.message(), Order.class).kid()).isEqualTo(key.kid());
    assertThat(orders.order("b-17", ROLLS).message()).as("kept").isEqualTo(taken.message());
  }

  @Test
  void order_thatArrivedBeforeTheKeyChanged_isNotSignedAnew() {
    String old = orders.order("b-17", ROLLS).message();
    mall.orderState = "PAID";
    rotate();

    TillOrders.Taken taken = orders.order("b-17", ROLLS);

    assertThat(taken.state()).isEqualTo("PAID");
    assertThat(taken.message()).isEqualTo(old);
    assertThat(mall.orderBodies()).containsOnly(old);
  }

  @Test
  void order_underAKeyThatTheMallDoesNotKnow_isRefused_andKept() {
    key = SigningKey.generate();
    start();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> orders.order("b-17", ROLLS))
          .isInstanceOfSatisfying(
              ManagerRefusal.class, e -> assertThat(e.code()).isEqualTo("signature-refused"));
    }
    assertThat(mall.orderBodies()).hasSize(2);
    assertThat(mall.orderBodies().stream().distinct()).hasSize(1);
  }
}

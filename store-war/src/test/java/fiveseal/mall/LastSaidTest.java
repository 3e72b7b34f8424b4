package fiveseal.mall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastSaidTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(-SECOND_NANOS);
  private final LastSaid lastSaid = new LastSaid(nanos::get);

  private long asking(int orders) {
    return IntStream.range(0, orders).filter(order -> lastSaid.mayAsk("r-" + order)).count();
  }

  @Test
  void mayAsk_ofOneOrder_isOnceInFourSeconds() {
    assertThat(lastSaid.mayAsk("r-1")).isTrue();
    assertThat(lastSaid.mayAsk("r-1")).isFalse();
    nanos.addAndGet(3 * SECOND_NANOS);
    assertThat(lastSaid.mayAsk("r-1")).isFalse();
    nanos.addAndGet(SECOND_NANOS);
    assertThat(lastSaid.mayAsk("r-1")).isTrue();
  }

  @Test
  void mayAsk_ofManyOrders_leavesTheManagerTimeForOthers() {
    int waiting = 1_000;
    assertThat(asking(waiting)).as("each order is new").isEqualTo(waiting);

    long asked = 0;
    for (int second = 0; second < 120; second += 2) {
      nanos.addAndGet(2 * SECOND_NANOS);
      asked += asking(waiting);
    }

    assertThat(asked).as("in two minutes").isBetween(3_000L, 4_600L);
  }

  @Test
  void of_whatWasNeverHeard_isNothing() {
    lastSaid.mayAsk("r-1");
    assertThat(lastSaid.of("r-1")).isEmpty();
    lastSaid.said("r-1", OrderState.WAITING);
    assertThat(lastSaid.of("r-1")).contains(OrderState.WAITING);
    assertThat(lastSaid.of("r-2")).isEmpty();
  }
}

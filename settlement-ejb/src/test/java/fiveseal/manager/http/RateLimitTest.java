package fiveseal.manager.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final RateLimit limit = new RateLimit(60, nanos::get);

  @Test
  void take_ofAMinutesWorth_isAdmittedAtOnce() {
    assertThatCode(() -> takeAMinutesWorth("a")).doesNotThrowAnyException();
  }

  @Test
  void take_beyond_isRefusedWithTheSecondsToWait() {
    takeAMinutesWorth("a");

    assertThatThrownBy(() -> limit.take("a"))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
              assertThat(Problem.of(e).retryAfterSeconds()).contains("2");
            });
    assertThatThrownBy(() -> limit.check("a")).isInstanceOf(ProtocolException.class);
    assertThatCode(() -> limit.take("b")).doesNotThrowAnyException();
  }

  @Test
  void take_whenTheClockWentOn_isAdmittedAgainOneByOne() {
    takeAMinutesWorth("a");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThatCode(() -> limit.check("a")).doesNotThrowAnyException();
    assertThatCode(() -> limit.take("a")).doesNotThrowAnyException();
    assertThatThrownBy(() -> limit.take("a")).isInstanceOf(ProtocolException.class);
  }

  @Test
  void take_ofVeryManyKeys_staysBounded() {
    for (int i = 0; i < 200_000; i++) {
      limit.take(Integer.toString(i));
    }
    assertThat(limit.size()).isLessThanOrEqualTo(50_000);
  }

  @Test
  void rate_ofZero_isRefused() {
    assertThatThrownBy(() -> new RateLimit(0, nanos::get))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void takeAMinutesWorth(String key) {
    for (int i = 0; i < 60; i++) {
      limit.take(key);
    }
  }
}

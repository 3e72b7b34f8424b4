package fiveseal.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTimesTest {
  private static final Instant COMPLETED = Instant.parse("2026-03-01T12:00:00Z");

  /** When a store that never answers is tried, counted from the completion. */
  private static List<Duration> attempts(int count) {
    List<Duration> attempts = new ArrayList<>();
    Instant now = COMPLETED;
    for (int failed = 0; failed < count; failed++) {
      now = RetryTimes.next(failed, COMPLETED, now);
      attempts.add(Duration.between(COMPLETED, now));
    }
    return attempts;
  }

  @Test
  void next_forThreeDays_doublesThePause() {
    List<Duration> attempts = attempts(14);

    for (int i = 0; i < attempts.size(); i++) {
      assertThat(attempts.get(i)).isEqualTo(Duration.ofSeconds(15 * ((1L << (i + 1)) - 1)));
      assertThat(attempts.get(i)).isLessThan(Duration.ofDays(3));
    }
  }

  @Test
  void next_afterThreeDays_isDailyWithoutEnd() {
    List<Duration> attempts = attempts(400);

    assertThat(attempts.subList(14, 18))
        .containsExactly(
            Duration.ofDays(3), Duration.ofDays(4), Duration.ofDays(5), Duration.ofDays(6));
    assertThat(attempts.get(399)).isEqualTo(Duration.ofDays(3 + 385));
  }

  @Test
  void next_whenTheFirstAttemptIsLate_isDailyAtOnce() {
    Instant late = COMPLETED.plus(Duration.ofDays(3));

    assertThat(RetryTimes.next(0, COMPLETED, late)).isEqualTo(late.plus(Duration.ofDays(1)));
    assertThat(RetryTimes.next(0, COMPLETED, late.minusSeconds(1))).isEqualTo(late);
  }

  @Test
  void next_whenFailuresAreMany_doesNotOverflow() {
    assertThat(RetryTimes.next(Integer.MAX_VALUE, COMPLETED, COMPLETED))
        .isEqualTo(COMPLETED.plus(Duration.ofDays(3)));
  }
}

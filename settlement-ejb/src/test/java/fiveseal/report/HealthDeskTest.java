package fiveseal.report;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HealthDeskTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MAX = Duration.ofMinutes(2);

  private static Health.Timer timer(Optional<Instant> oldest) {
    return HealthDesk.timer("janitor", oldest, NOW, MAX);
  }

  @Test
  void timer_withoutWorkThatIsDue_isInTime() {
    assertThat(timer(Optional.empty()).lateSeconds()).isEmpty();
    assertThat(timer(Optional.of(NOW.plusSeconds(900))).lateSeconds()).isEmpty();
    assertThat(timer(Optional.of(NOW)).lateSeconds()).isEmpty();
    assertThat(timer(Optional.of(NOW.plusSeconds(900))).inTime()).isTrue();
  }

  @Test
  void timer_ofWorkThatIsDue_isLateOnceItsTimeIsOver() {
    assertThat(timer(Optional.of(NOW.minus(MAX))))
        .isEqualTo(new Health.Timer("janitor", OptionalLong.of(120), 120))
        .matches(Health.Timer::inTime);
    assertThat(timer(Optional.of(NOW.minus(MAX).minusSeconds(1))).inTime()).isFalse();
  }
}

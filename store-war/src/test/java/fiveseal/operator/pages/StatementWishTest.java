package fiveseal.operator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementWishTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @Test
  void period_ofTwoDays_includesTheLast() {
    StatementWish wish = new StatementWish("2026-03-01", "2026-03-02", TOKYO);
    assertThat(wish.period())
        .isEqualTo(
            new Period(
                Optional.of(Instant.parse("2026-02-28T15:00:00Z")),
                Optional.of(Instant.parse("2026-03-02T15:00:00Z"))));
    assertThat(wish.isAnything()).isTrue();
  }

  @Test
  void period_ofWhatIsNoDay_isNamedAndDoesNotCount() {
    StatementWish wish = new StatementWish("yesterday", " ", TOKYO);
    assertThat(wish.period()).isEqualTo(Period.ALWAYS);
    assertThat(wish.isFromWrong()).isTrue();
    assertThat(wish.isToWrong()).isFalse();
    assertThat(new StatementWish(null, "", TOKYO).isAnything()).isFalse();
  }
}

package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {
  @Test
  void day_beginsAndEnds_atMidnightOfItsZone() {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    assertThat(Days.start(" 2026-03-02 ", tokyo)).contains(Instant.parse("2026-03-01T15:00:00Z"));
    assertThat(Days.end("2026-03-02", tokyo)).contains(Instant.parse("2026-03-02T15:00:00Z"));
  }

  @Test
  void day_onWhichClocksAreSet_hasItsOwnLength() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant start = Days.start("2026-03-29", berlin).orElseThrow();
    assertThat(Duration.between(start, Days.end("2026-03-29", berlin).orElseThrow()))
        .isEqualTo(Duration.ofHours(23));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "today", "2026-02-30", "+12026-01-01", "2026-3-1"})
  void day_ofWhatIsNone_isNone(String typed) {
    assertThat(Days.day(typed)).isEmpty();
  }
}

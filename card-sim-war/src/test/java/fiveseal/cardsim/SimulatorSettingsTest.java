package fiveseal.cardsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulator is configured with, and what it tells when that is wrong. */
class SimulatorSettingsTest {

  private static SimulatorSettings read(Map<String, String> properties) {
    return SimulatorSettings.read(name -> Optional.ofNullable(properties.get(name)));
  }

  @Test
  void settings_outsideDemoMode_needNothing() {
    assertThat(read(Map.of()).demo()).isFalse();
    assertThat(read(Map.of("fiveseal.demo", "false")).demo()).isFalse();
  }

  @Test
  void settings_inDemoMode_areRead() {
    SimulatorSettings settings =
        read(
            Map.of(
                "fiveseal.demo", "true",
                "fiveseal.cardsim.path", "/var/cards",
                "fiveseal.cardsim.password", "secret"));
    assertThat(settings.demo()).isTrue();
    assertThat(settings.path()).hasToString("/var/cards");
    assertThat(settings.readers()).isEqualTo(4);
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void settings_thatAreMissing_areNamedAllAtOnce() {
    assertThatThrownBy(() -> read(Map.of("fiveseal.demo", "true")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fiveseal.cardsim.path")
        .hasMessageContaining("fiveseal.cardsim.password");
    assertThatThrownBy(() -> read(Map.of("fiveseal.demo", "yes")))
        .hasMessageContaining("fiveseal.demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65", "-1", "four", "100", ""})
  void readers_outsideTheirRange_areNamed(String readers) {
    Map<String, String> properties =
        Map.of(
            "fiveseal.demo", "true",
            "fiveseal.cardsim.path", "relative",
            "fiveseal.cardsim.password", "secret",
            "fiveseal.cardsim.readers", readers);
    assertThatThrownBy(() -> read(properties))
        .hasMessageContaining("fiveseal.cardsim.readers")
        .hasMessageContaining("fiveseal.cardsim.path");
  }
}

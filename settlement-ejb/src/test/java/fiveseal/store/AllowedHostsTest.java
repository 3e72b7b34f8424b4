package fiveseal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private final AllowedHosts listed =
      new AllowedHosts(Optional.of("shop.example, .Malls.example,,"));

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "SHOP.example", "a.malls.example", "a.b.malls.example"})
  void require_whenOnTheList_isTaken(String host) {
    assertThatCode(() -> listed.require(host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.example",
        "a.shop.example",
        "malls.example",
        "evilmalls.example",
        "shop.example.evil"
      })
  void require_whenNotOnTheList_isRefused(String host) {
    assertThatThrownBy(() -> listed.require(host))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_REFUSED));
  }

  @Test
  void require_withoutAList_takesAll() {
    assertThatCode(() -> new AllowedHosts(Optional.empty()).require("any.example"))
        .doesNotThrowAnyException();
  }
}

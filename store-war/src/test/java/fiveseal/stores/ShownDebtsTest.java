package fiveseal.stores;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.StoreBalance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownDebtsTest {

  @Test
  void read_ofWhatWasShown_isTheSame() {
    List<StoreBalance> owed =
        List.of(new StoreBalance("EUR", -20), new StoreBalance("JPY", -2_147_483_648_000L));

    assertThat(ShownDebts.text(owed)).isEqualTo("EUR-20 JPY-2147483648000");
    assertThat(ShownDebts.read(ShownDebts.text(owed))).isEqualTo(owed);
    assertThat(ShownDebts.read(ShownDebts.text(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "JPY580", "JPY", "-580", "JPY-", "JPY--1", "JPY-1e9", "x"})
  void read_ofAnythingElse_isNothing(String text) {
    assertThat(ShownDebts.read(text)).isEmpty();
  }
}

package fiveseal.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchGramsTest {

  private static boolean finds(String text, String name) {
    return java.util.Set.of(SearchGrams.ofName(name))
        .containsAll(java.util.List.of(SearchGrams.ofSearch(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "bread, Rye bread",
    "BRE, Rye bread",
    "rye br, Rye bread",
    "パン, 食パン 六枚切り",
    "食, 食パン 六枚切り",
    "ﾊﾟﾝ, 食パン 六枚切り",
    "ＡＢＣ, abc",
    "𠮷野, 𠮷野桜の花束"
  })
  void search_ofAPart_finds(String text, String name) {
    assertThat(finds(text, name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"cake, Rye bread", "パソ, 食パン 六枚切り", "野桜草, 𠮷野桜の花束"})
  void search_ofSomethingElse_findsNot(String text, String name) {
    assertThat(finds(text, name)).isFalse();
  }

  @Test
  void search_ofNothing_asksForNothing() {
    assertThat(SearchGrams.ofSearch(" \u3000 ")).isEmpty();
  }
}

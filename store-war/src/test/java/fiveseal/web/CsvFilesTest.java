package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFilesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u3000=1",
        "\"=1",
        "'=1",
        "＝1",
        "＋1",
        "-",
        "\n=1",
        "\u202e=1",
        "\u200b=1",
        "\ufeff=1"
      })
  void harmless_ofWhatASpreadsheetWouldCalculate_getsAnApostrophe(String text) {
    assertThat(CsvFiles.harmless(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Rye bread", "1-2", "a=b", "パン", "'quoted'"})
  void harmless_ofOtherTexts_isTheText(String text) {
    assertThat(CsvFiles.harmless(text)).isEqualTo(text);
  }
}

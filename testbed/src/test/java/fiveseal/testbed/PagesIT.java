package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every page must be: readable by everybody, in both languages, on a phone too. */
@Tag("browser")
class PagesIT extends OnDeployedMall {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing-here", "/login", "/login?again=true"})
  void page_isReadable(String path) {
    Browser browser = Browser.afresh(Mall.get().http().baseUrl());
    for (String language : new String[] {"en", "ja"}) {
      browser.language(language).desktop().open(path);
      assertThat(browser.barriers()).as("axe, %s", language).isEmpty();
      assertThat(browser.overflowing()).as("desktop, %s", language).isEmpty();
      assertThat(browser.phone().open(path).overflowing()).as("phone, %s", language).isEmpty();
    }
  }

  @Test
  void pageThatIsNotThere_isAPage_inTheReadersLanguage() {
    Browser browser = Browser.afresh(Mall.get().http().baseUrl()).language("ja");
    browser.open("/nothing-here");
    assertThat(browser.text()).contains("ここには何もありません。");
    assertThat(browser.open("/operator/").path()).startsWith("/login?back=%2Foperator%2F");
  }

  @Test
  void scripts_areNotRunInline() {
    Browser browser = Browser.afresh(Mall.get().http().baseUrl()).open("/");
    browser.complaints();
    browser.script(
        "const s = document.createElement('script'); s.textContent = 'window.ran = true';"
            + " document.body.append(s);");
    assertThat(browser.script("return window.ran === true")).isEqualTo(false);
    assertThat(browser.complaints()).anyMatch(line -> line.contains("Content Security Policy"));
  }
}

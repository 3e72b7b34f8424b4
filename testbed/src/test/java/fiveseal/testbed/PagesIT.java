package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages that are not there, and scripts that are not ours. */
@Tag("browser")
class PagesIT extends OnDeployedMall {

  @Test
  void pageThatIsNotThere_isAPage_inTheReadersLanguage() {
    Browser browser = Browser.afresh(Mall.get().http().baseUrl()).speaks("ja");
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

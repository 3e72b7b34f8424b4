package fiveseal.testbed;

import fiveseal.testbed.Wording.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/** Looks at one page in every way that it is shown; what it looks for stands in {@code page.js}. */
final class PageInspection {
  private static final String EYES = text("page.js");
  private static final String AXE = text("/axe.min.js");

  /** All that colours can break. */
  private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

  private final Browser browser;
  private final ChromeDriver driver;
  private final Wording wording;
  private final List<String> findings = new ArrayList<>();

  PageInspection(Browser browser, Wording wording) {
    this.browser = browser;
    this.driver = browser.driver();
    this.wording = wording;
  }

  /** A script that lies beside this class, or from the root. */
  static String text(String resource) {
    try (InputStream file = PageInspection.class.getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What axe finds serious or critical on the page as it is shown now. */
  static List<String> barriers(Browser browser) {
    browser.driver().executeScript(AXE);
    return later(browser.driver(), "barriers(document)");
  }

  /** Texts that do not fit on the page as it is shown now. */
  static List<String> misfits(Browser browser) {
    return list(browser.driver(), "misfits()");
  }

  /**
   * What is wrong with the page.
   *
   * @param status with which the server answers it
   */
  List<String> findings(String address, int status) {
    browser.complaints();
    open("en", address, status);
    byKeyboard();
    note("desk", misfits(browser));
    note("axe", barriers(browser));
    note("dialogs", later(driver, "dialogs()"));
    browser.phone();
    note("phone", misfits(browser));
    browser.colours("dark");
    note("dark", later(driver, "barriers(document, arguments[0])", OF_COLOURS));
    note("dark dialogs", later(driver, "dialogs(arguments[0])", OF_COLOURS));
    browser.colours("light");
    open("ja", address, status);
    note("phone, ja", misfits(browser));
    browser.desktop();
    note("desk, ja", misfits(browser));
    note("console", complaints(status));
    return findings;
  }

  private void open(String language, String address, int status) {
    browser.speaks(language).open(address);
    Object answered =
        driver.executeScript("return performance.getEntriesByType('navigation')[0].responseStatus");
    if (!Long.valueOf(status).equals(answered)
        || browser.path().startsWith("/login") != address.startsWith("/login")) {
      findings.add("answered with " + answered + " at " + browser.path());
    }
    driver.executeScript(EYES + "unfold();");
    note("texts, " + language, wording.wrongIn(texts()));
  }

  private List<Said> texts() {
    List<Said> said = new ArrayList<>();
    for (Object pair : (List<?>) driver.executeScript(EYES + "return texts();")) {
      List<?> text = (List<?>) pair;
      said.add(new Said((String) text.get(0), (String) text.get(1)));
    }
    return said;
  }

  private void byKeyboard() {
    long stops = (Long) driver.executeScript(EYES + "return watchFocus();");
    driver.switchTo().activeElement().sendKeys(Keys.TAB.toString().repeat((int) stops));
    note("keyboard", list(driver, "focusFindings()"));
  }

  /** A page that is not there makes the browser say so, which is no complaint about the page. */
  private List<String> complaints(int status) {
    return browser.complaints().stream()
        .filter(line -> status < 400 || !line.startsWith(driver.getCurrentUrl() + " "))
        .toList();
  }

  private static List<String> list(ChromeDriver driver, String call) {
    return strings(driver.executeScript(EYES + "return " + call + ";"));
  }

  private static List<String> later(ChromeDriver driver, String call, Object... arguments) {
    return strings(
        driver.executeAsyncScript(
            EYES
                + "const done = arguments[arguments.length - 1];"
                + call
                + ".then(done, (failure) => done([String(failure)]));",
            arguments));
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  private void note(String where, List<String> found) {
    found.forEach(finding -> findings.add(where + ": " + finding));
  }
}

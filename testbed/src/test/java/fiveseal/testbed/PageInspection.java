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

  /**
   * What is wrong with the page.
   *
   * @param status with which the server answers it
   */
  List<String> findings(String address, int status) {
    browser.complaints();
    open("en", address, status);
    byKeyboard();
    driver.executeScript(AXE);
    note("desk", list("misfits()"));
    note("axe", later("barriers(document)"));
    note("dialogs", later("dialogs()"));
    browser.phone();
    note("phone", list("misfits()"));
    browser.colours("dark");
    note("dark", later("barriers(document, arguments[0])", OF_COLOURS));
    note("dark dialogs", later("dialogs(arguments[0])", OF_COLOURS));
    browser.colours("light");
    open("ja", address, status);
    note("phone, ja", list("misfits()"));
    browser.desktop();
    note("desk, ja", list("misfits()"));
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
    note("keyboard", list("focusFindings()"));
  }

  /** A page that is not there makes the browser say so, which is no complaint about the page. */
  private List<String> complaints(int status) {
    return browser.complaints().stream()
        .filter(
            line ->
                status < 400 || !line.contains("the server responded with a status of " + status))
        .toList();
  }

  private List<String> list(String call) {
    return strings(driver.executeScript(EYES + "return " + call + ";"));
  }

  private List<String> later(String call, Object... arguments) {
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

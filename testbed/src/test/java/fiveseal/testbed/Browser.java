package fiveseal.testbed;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Chromium without a window, as a reader of the store side's pages uses it. One runs for all tests
 * of a thread; {@link #afresh} gives it without cookies, at a desktop's width.
 */
final class Browser {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Between two looks; by default it would be half a second, after each press. */
  private static final Duration LOOKS_AGAIN = Duration.ofMillis(20);

  private static final int DESKTOP_WIDTH = 1280;
  private static final int DESKTOP_HEIGHT = 900;
  private static final int PHONE_WIDTH = 375;
  private static final int PHONE_HEIGHT = 812;

  private static final ThreadLocal<ChromeDriver> RUNNING =
      ThreadLocal.withInitial(Browser::started);

  private final ChromeDriver driver;
  private final String baseUrl;

  private Browser(ChromeDriver driver, String baseUrl) {
    this.driver = driver;
    this.baseUrl = baseUrl;
  }

  /** The browser as if it had just been installed. */
  static Browser afresh(String baseUrl) {
    ChromeDriver driver = RUNNING.get();
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin", Map.of("origin", baseUrl, "storageTypes", "all"));
    Browser browser = new Browser(driver, baseUrl);
    return browser.desktop().colours("light").inLanguage("en");
  }

  /** Another browser beside it, with further switches; whoever asked for it ends it. */
  static ChromeDriver apart(String... switches) {
    return new ChromeDriver(service(), options().addArguments(switches));
  }

  private static ChromeDriver started() {
    ChromeDriver driver = new ChromeDriver(service(), options());
    Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
    return driver;
  }

  /** The installed driver: nothing is looked for in the network. */
  private static ChromeDriverService service() {
    return new ChromeDriverService.Builder()
        .usingDriverExecutable(installed("chromedriver").toFile())
        .build();
  }

  private static Path installed(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(program + " is not installed"));
  }

  private static ChromeOptions options() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(installed("chromium").toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=en",
        "--user-data-dir=" + folder());
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("fiveseal-browser");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Browser desktop() {
    return size(DESKTOP_WIDTH, DESKTOP_HEIGHT);
  }

  Browser phone() {
    return size(PHONE_WIDTH, PHONE_HEIGHT);
  }

  private Browser size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    return this;
  }

  /**
   * Opens a page of the store side.
   *
   * @param path from its context root, with a slash
   */
  Browser open(String path) {
    driver.get(baseUrl + "/store" + path);
    return this;
  }

  /** Has the cookies of a session that was begun without it. */
  Browser keeps(List<HttpCookie> cookies) {
    cookies.forEach(cookie -> keep(cookie.getName(), cookie.getValue(), cookie.getPath()));
    return this;
  }

  private void keep(String name, String value, String path) {
    driver.executeCdpCommand(
        "Network.setCookie",
        Map.of("name", name, "value", value, "url", baseUrl + path, "path", path));
  }

  /** What comes of it while that script runs at the beginning of every page. */
  <T> T withScript(String source, Function<Browser, T> work) {
    Object script =
        driver
            .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source))
            .get("identifier");
    try {
      return work.apply(this);
    } finally {
      driver.executeCdpCommand(
          "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
    }
  }

  /** Has the device's colours {@code light} or {@code dark}, and nothing that moves. */
  Browser colours(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    return this;
  }

  /** Signs in, in English. */
  Browser signIn(String name, String password) {
    speaks("en").open("/login");
    return type("Name", name).type("Password", password).press("Sign in");
  }

  /** Any address. */
  Browser openUrl(String url) {
    driver.get(url);
    return this;
  }

  /** Reads on in {@code en} or {@code ja}. */
  Browser speaks(String language) {
    keep("fiveseal-language", language, "/store/");
    return inLanguage(language);
  }

  /** Is a browser of somebody who reads {@code en} or {@code ja}. */
  Browser inLanguage(String language) {
    Object name = driver.executeScript("return navigator.userAgent");
    driver.executeCdpCommand(
        "Emulation.setUserAgentOverride", Map.of("userAgent", name, "acceptLanguage", language));
    return this;
  }

  /** Where the browser is, from the context root, with the query. */
  String path() {
    URI uri = URI.create(driver.getCurrentUrl());
    String query = uri.getRawQuery();
    return uri.getRawPath().replaceFirst("^/store", "") + (query == null ? "" : "?" + query);
  }

  String title() {
    return driver.getTitle();
  }

  /** What the reader sees of the page. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  String html() {
    return driver.getPageSource();
  }

  boolean has(String css) {
    return !driver.findElements(By.cssSelector(css)).isEmpty();
  }

  /** Waits for the element. */
  WebElement find(String css) {
    return await(
        found -> {
          List<WebElement> elements = found.findElements(By.cssSelector(css));
          return elements.isEmpty() ? null : elements.get(0);
        });
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Waits for what a label names. */
  WebElement labelled(String label) {
    return await(
        found ->
            found.findElements(By.tagName("label")).stream()
                .filter(element -> element.getText().strip().equals(label))
                .map(element -> found.findElement(By.id(element.getDomAttribute("for"))))
                .findFirst()
                .orElse(null));
  }

  /** Writes into the field of a label, instead of what is there. */
  Browser type(String label, String text) {
    WebElement field = labelled(label);
    field.clear();
    field.sendKeys(text);
    return this;
  }

  /** Sets a field of dates or times, whose keys depend on the browser's language. */
  Browser set(String label, String value) {
    driver.executeScript("arguments[0].value = arguments[1]", labelled(label), value);
    return this;
  }

  Browser choose(String label, String option) {
    new Select(labelled(label)).selectByVisibleText(option);
    return this;
  }

  /** Presses the button or link of that text and waits until another page is there. */
  Browser press(String text) {
    WebElement body = driver.findElement(By.tagName("body"));
    button(text).click();
    awaitOther(body);
    return this;
  }

  /** The visible button or link of that text, waited for. */
  WebElement button(String text) {
    return await(
        found ->
            found.findElements(By.cssSelector("a, button, input[type=submit], summary")).stream()
                .filter(WebElement::isDisplayed)
                .filter(
                    element ->
                        element.getText().strip().equals(text)
                            || text.equals(element.getDomProperty("value")))
                .findFirst()
                .orElse(null));
  }

  /** Types keys wherever the focus is. */
  Browser keys(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
    return this;
  }

  /** Goes on with the tabulator until the focus is on the element of that text, label or value. */
  Browser tabTo(String text) {
    for (int i = 0; i < 200; i++) {
      keys(Keys.TAB);
      if (text.equals(focused())) {
        return this;
      }
    }
    throw new AssertionError("the tabulator never came to " + text + " on " + path());
  }

  private String focused() {
    return (String)
        driver.executeScript(
            """
            const e = document.activeElement;
            if (e.labels && e.labels.length > 0) return e.labels[0].innerText.trim();
            return (e.innerText || e.value || e.getAttribute('aria-label') || '').trim();
            """);
  }

  /** Presses Enter where the focus is and waits until another page is there. */
  Browser enter() {
    WebElement body = driver.findElement(By.tagName("body"));
    keys(Keys.ENTER);
    awaitOther(body);
    return this;
  }

  private void awaitOther(WebElement body) {
    await(found -> isGone(body) ? true : null);
    await(found -> "complete".equals(driver.executeScript("return document.readyState")));
  }

  private static boolean isGone(WebElement element) {
    try {
      element.isEnabled();
      return false;
    } catch (org.openqa.selenium.WebDriverException e) {
      return true;
    }
  }

  /** Waits until the page shows the text. */
  Browser awaitText(String text) {
    await(found -> text().contains(text) ? true : null);
    return this;
  }

  <T> T await(ExpectedCondition<T> condition) {
    return new WebDriverWait(driver, PATIENCE, LOOKS_AGAIN)
        .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
        .until(condition);
  }

  /** What axe finds serious or critical on the page as it is shown, with the elements. */
  List<String> barriers() {
    return PageInspection.barriers(this);
  }

  /** Texts that do not fit where they are shown. */
  List<String> overflowing() {
    return PageInspection.misfits(this);
  }

  /** What the browser's console holds since it was last asked: refused scripts, missing files. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  Object script(String javaScript, Object... arguments) {
    return driver.executeScript(javaScript, arguments);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** The page as it is seen, PNG. */
  void screenshot(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

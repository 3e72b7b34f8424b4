package fiveseal.testbed;

import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** The holder's wallet in Chromium, on a phone, served over a line of the test's. */
final class WalletInBrowser {
  private static final String PAGE = "/client/wallet/";

  private final Browser browser;
  private final TamperingLine line;
  private final String reader;

  WalletInBrowser(Mall mall, TamperingLine line, String reader) {
    this.browser = mall.browser().inLanguage("en").phone();
    this.line = line;
    this.reader = reader;
  }

  Browser browser() {
    return browser;
  }

  /**
   * Opens a view, as if the page was loaded for it.
   *
   * @param hash what stands behind the address, such as {@code #receipts}, or nothing
   */
  WalletInBrowser open(String hash) {
    browser.openUrl("about:blank");
    browser.openUrl(line.baseUrl() + PAGE + hash);
    browser.find("main h1");
    return this;
  }

  /** Opens a payment and waits until it may be agreed to. */
  WalletInBrowser ask(String settlementId) {
    open("#settlement=" + settlementId);
    browser.find("#pay");
    return useReader();
  }

  /** Opens a payment and agrees to it. */
  WalletInBrowser pay(String settlementId) {
    ask(settlementId);
    browser.find("#pay").click();
    return this;
  }

  /** Reads the card. */
  WalletInBrowser touch() {
    open("").useReader();
    browser.find(".touch button").click();
    return this;
  }

  /** Asks for a top-up and agrees to it. */
  WalletInBrowser load(long amountMinor, String voucher) {
    open("#load");
    browser.type("Amount", Long.toString(amountMinor)).type("Voucher code", voucher);
    browser.find("form button[type=submit]").click();
    useReader();
    browser.find("#load").click();
    return this;
  }

  /** Chooses the test's reader: cards of others may be in the others. */
  WalletInBrowser useReader() {
    browser.await(found -> browser.has("#reader option") ? true : null);
    new Select(browser.find("#reader")).selectByValue(reader);
    return this;
  }

  /** What went wrong, as the holder is told. */
  String warning() {
    return browser.find("main .message.error").getText();
  }

  /** What the page shows, once it contains the text. */
  String textWith(String text) {
    return browser.awaitText(text).text();
  }

  boolean shows(String css) {
    return !browser.driver().findElements(By.cssSelector(css)).isEmpty();
  }

  /** What a script gives that may use {@code done}. */
  Object later(String script) {
    return browser
        .driver()
        .executeAsyncScript("const done = arguments[arguments.length - 1];" + script);
  }

  /** The origins that anything was loaded from since the page was opened. */
  @SuppressWarnings("unchecked")
  List<String> origins() {
    return new ArrayList<>(
        (List<String>)
            browser.script(
                "return [...new Set(performance.getEntriesByType('resource')"
                    + ".map(each => new URL(each.name).origin))]"));
  }
}

package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.OutputType;

/**
 * Takes the pictures of {@code docs/screens} anew, of a mall of its own: {@code ./fiveseal
 * screens}. Its name is none that a run of the tests looks for.
 */
class Screens {
  private static final DemoUser ADMIN = user("mall-admin");
  private static final DemoUser OPERATOR = user("operator-1");
  private static final DemoUser SECOND = user("operator-2");
  private static final Duration COUNTED = Duration.ofSeconds(60);
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private final Path top = Path.of(System.getProperty("fiveseal.top"));
  private final RunFolder folder = RunFolder.at(Path.of(System.getProperty("fiveseal.data")));
  private final Path pictures = top.resolve("docs/screens").normalize();
  private final List<Path> taken = new ArrayList<>();
  private RunningMall running;
  private Mall mall;
  private MovedClock clock;
  private Browser browser;

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void picturesOfTheGallery() throws IOException {
    InstantSource system = InstantSource.system();
    Progress progress = new Progress(System.out, system, system.instant());
    clock = start(progress);
    MonthOfTrade month = new MonthOfTrade(mall, clock);
    month.trade();
    month.fillTheFirstCard();
    progress.done("a month of business is done");
    shop();
    console();
    operator(month.hasty());
    forgetOldPictures();
    progress.done("the pictures are in " + pictures);
  }

  private MovedClock start(Progress progress) {
    RunningMall.endServers(folder);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> RunningMall.endServers(folder)));
    MallUnderTest.Servers.startAfresh(folder);
    Faketime faketime = Faketime.in(folder);
    MovedClock moved = new MovedClock(faketime, MonthOfTrade.beginning());
    Map<String, String> settings = new HashMap<>(faketime.environment());
    settings.put("FIVESEAL_TIME_ZONE", MonthOfTrade.ZONE.getId());
    settings.put("FIVESEAL_RATE_PER_ADDRESS_PER_MINUTE", "100000");
    running =
        RunningMall.start(
            RunFolder.at(folder.root()),
            new Ports(Integer.getInteger("fiveseal.http-port")),
            new BuiltFiles(top).payaraZip(),
            progress,
            settings);
    running.deploy(new BuiltFiles(top).ear(), progress);
    Mall.isServedBy(running, moved);
    mall = Mall.get();
    return moved;
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
  }

  private void forgetOldPictures() throws IOException {
    try (Stream<Path> all = Files.list(pictures)) {
      for (Path old : all.filter(picture -> !taken.contains(picture)).toList()) {
        Files.delete(old);
      }
    }
  }

  // --- what is shown

  private void shop() {
    browser = mall.browser();
    atRest();
    browser.speaks("en").open("/");
    take("shop-front");
    for (String good : List.of("bakery-rye", "bakery-melon", "books-novel")) {
      browser.open("/good?id=" + good).press("Put into the basket");
    }
    browser.open("/basket");
    take("basket");
    browser.press("Go to checkout").press("Order and pay");
    String order = browser.path();
    String payUrl = browser.find("#pay").getDomAttribute("href");
    browser.speaks("ja").open(order);
    take("pay");
    wallet(payUrl.substring(payUrl.indexOf('=') + 1));
    browser.desktop().speaks("ja").open(order);
    browser.await(found -> browser.all("section.part .mono").isEmpty() ? null : true);
    browser.phone().open(order);
    take("receipt-phone");
  }

  /** The shopper pays on a phone, in the holder's wallet. */
  private void wallet(String settlementId) {
    long off = Duration.between(InstantSource.system().instant(), clock.instant()).toMillis();
    String ofTheMall = "const real = Date.now; Date.now = () => real() + (" + off + ");";
    browser.speaks("en").phone();
    browser.withScript(ofTheMall, each -> paid(each, settlementId));
  }

  private Browser paid(Browser phone, String settlementId) {
    phone.openUrl(mall.http().baseUrl() + "/client/wallet/#settlement=" + settlementId);
    phone.await(found -> phone.has("#reader option") ? true : null);
    phone.find("#pay");
    take("wallet-pay");
    phone.find("#pay").click();
    phone.await(found -> phone.all(".seals li").size() == 4 ? true : null);
    phone.script("window.scrollTo(0, 0)");
    take("wallet-paid");
    return phone;
  }

  private void console() {
    browser = mall.browser(ADMIN);
    Wait.until(
        COUNTED,
        () -> browser.open("/console/").all("table.list tbody tr").size() > 0,
        "Nothing was counted.");
    take("console-overview");
    browser.open("/console/settlements");
    dark();
    take("console-settlements");
    light();
    browser.choose("Store", "Books").choose("State", "Paid").press("Find");
    String settlement = browser.find("table.list tbody a").getDomAttribute("href");
    browser.openUrl(mall.http().baseUrl() + settlement).press("Verify now");
    showFrom("ol.timeline");
    take("console-settlement");
    browser.find("a.button[href*='/console/refund']").click();
    browser.awaitText("Refund a line");
    browser.type("Amount to refund", "500").choose("Reason", "Out of stock after payment");
    browser.press("Continue");
    take("console-refund");
    browser.open("/console/stores");
    browser
        .type("Store id", "tea-house")
        .type("Name", "Tea House · 茶屋")
        .type("Commission (per mille)", "50")
        .press("Register and invite");
    take("store-invited");
  }

  private void operator(Holder hasty) {
    mall.operator()
        .propose(
            "REPLACE",
            hasty.cardNumber(),
            Optional.of(Holder.withNewCard(mall, "reader-7", 0).cardNumber()),
            false,
            "Lost on the train; its holder has a new one.");
    browser = mall.browser(OPERATOR).open("/operator/");
    take("operator-overview");
    browser = mall.browser(SECOND).open("/operator/cards");
    browser.type("Last four digits", hasty.cardNumber().substring(12)).press("Find");
    browser.find("table.list tbody a, table.list tbody input[type=submit]").click();
    dark();
    showFrom("main .scroll");
    take("operator-card");
  }

  // --- how

  /** For a reader whom moving things disturb. */
  private void atRest() {
    Map<String, String> still = Map.of("name", "prefers-reduced-motion", "value", "reduce");
    browser
        .driver()
        .executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(still)));
  }

  private void dark() {
    colours("dark");
  }

  private void light() {
    colours("light");
  }

  private void colours(String colours) {
    String here = browser.path();
    browser.open("/preferences?colours=" + colours + "&back=/errors/problem").open(here);
  }

  /** Scrolls to the heading before the element. */
  private void showFrom(String css) {
    browser.script(
        "document.querySelector(arguments[0]).previousElementSibling.scrollIntoView();"
            + "window.scrollBy(0, -16)",
        css);
  }

  /** Once nothing moves any more. */
  private void take(String name) {
    browser.script("document.activeElement.blur()");
    byte[] seen = picture();
    byte[][] last = {seen};
    Wait.until(
        SETTLED,
        () -> {
          byte[] now = picture();
          boolean same = Arrays.equals(now, last[0]);
          last[0] = now;
          return same;
        },
        name + " does not come to rest.");
    try {
      Path picture = Files.createDirectories(pictures).resolve(name + ".png");
      taken.add(Files.write(picture, last[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] picture() {
    return browser.driver().getScreenshotAs(OutputType.BYTES);
  }
}

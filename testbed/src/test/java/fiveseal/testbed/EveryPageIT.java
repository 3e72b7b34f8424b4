package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.testbed.PageSubjects.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every page must be, in both languages, on a phone and at a desk, in light and dark: without
 * barriers, nothing cut off, nothing untranslated, usable by the keyboard alone, and no complaint
 * of the browser's. The pages are found in the sources; one that nobody here can open fails.
 */
@Tag("browser")
class EveryPageIT extends OnDeployedMall {
  private static final String MISSING = "01a21c8c-1893-7ccf-be66-d5a489a69464";

  /** From the store side's context root to the others'. */
  private static final String BESIDE = "/..";

  private static final int PAIRS_OF_EYES = 2;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Mall mall = Mall.get();
  private final Wording wording = Wording.ofThePages();

  /**
   * A page, opened by somebody.
   *
   * @param page its path, as its file is called
   */
  private record Visit(String page, String user, String address, int status) {}

  @Test
  void everyPage_isOpened() {
    assertThat(visits())
        .extracting(Visit::page)
        .containsAll(PageFiles.all())
        .containsAll(PageFiles.ofTheClient());
  }

  @TestFactory
  Stream<DynamicTest> page_isForEverybody() {
    ExecutorService eyes = Executors.newFixedThreadPool(PAIRS_OF_EYES);
    List<DynamicTest> tests = visits().stream().map(visit -> test(visit, eyes)).toList();
    eyes.shutdown();
    return tests.stream();
  }

  /** It is looked at by whoever is free, in a browser of his own. */
  private DynamicTest test(Visit visit, ExecutorService eyes) {
    Future<List<String>> findings =
        eyes.submit(
            () ->
                new PageInspection(browser(visit), wording)
                    .findings(visit.address(), visit.status()));
    return DynamicTest.dynamicTest(
        visit.address() + " for " + visit.user(), () -> assertThat(findings.get()).isEmpty());
  }

  /** The eyes themselves: of a page with every fault none is overlooked. */
  @Test
  void pageWithFaults_isNotForEverybody() {
    List<String> findings =
        mall.browser()
            .withScript(
                PageInspection.text("faults.js"),
                browser -> new PageInspection(browser, wording).findings("/login", OK));
    for (String expected :
        List.of(
            "desk: the page is 30",
            "desk: cut off by P",
            "desk: sticks out: p „sticks",
            "desk: cut off: input „a button",
            "desk: cut off: select „a choice",
            "texts, en: not a text: ???planted???",
            "texts, en: a key: login.title",
            "texts, ja: English: Name, password or code is wrong.",
            "axe: label: ",
            "axe: color-contrast: ",
            "dialogs: label: ",
            "dark: color-contrast: ",
            "keyboard: the focus does not show on button „unseen“",
            "keyboard: the focus is hidden by . on button „hidden“",
            "keyboard: the tabulator never comes to button „never reached“",
            "phone: the page is 30",
            "phone, ja: the page is 30",
            "desk, ja: the page is 30")) {
      assertThat(findings).anyMatch(finding -> finding.startsWith(expected));
    }
    assertThat(findings)
        .filteredOn(finding -> finding.startsWith("console: "))
        .anyMatch(finding -> finding.contains("planted"));
    assertThat(findings)
        .filteredOn(finding -> finding.startsWith("dark: "))
        .anyMatch(finding -> finding.contains("p:nth-child"));
  }

  private Browser browser(Visit visit) {
    Browser browser = mall.browser();
    return visit.user().equals(PageTable.NOBODY)
        ? browser.keeps(PageSubjects.of(mall).shopper().cookies())
        : browser.keeps(mall.session(user(visit.user())).cookies());
  }

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private List<Visit> visits() {
    Stream<Visit> holders =
        PageFiles.ofTheClient().stream()
            .map(page -> new Visit(page, PageTable.NOBODY, BESIDE + page, OK));
    return Stream.concat(PageFiles.all().stream().flatMap(this::visits), holders).toList();
  }

  private Stream<Visit> visits(String page) {
    if (page.equals(PageTable.PROBLEM)) {
      return Stream.of(
          new Visit(page, PageTable.NOBODY, "/nothing-here", NOT_FOUND),
          new Visit(page, PageTable.NOBODY, "/good?id=missing", NOT_FOUND),
          new Visit(page, "operator-1", "/operator/delivery?id=" + MISSING, NOT_FOUND));
    }
    Stream<Visit> open =
        onePerRole(PageTable.openTo().getOrDefault(page, "")).stream()
            .map(user -> new Visit(page, user, page, OK));
    Map<String, Visit> ofSomething = new LinkedHashMap<>();
    for (Subject subject : PageSubjects.of(mall).all()) {
      if (subject.page().equals(page)) {
        for (String user : onePerRole(subject.seenBy())) {
          String once = user.equals(PageTable.NOBODY) ? subject.query() : user;
          ofSomething.putIfAbsent(once, new Visit(page, user, page + subject.query(), OK));
        }
      }
    }
    return Stream.concat(open, ofSomething.values().stream()).flatMap(EveryPageIT::withVariants);
  }

  private static Stream<Visit> withVariants(Visit visit) {
    return Stream.concat(
        Stream.of(visit),
        PageTable.variants(visit.page()).stream()
            .map(
                query ->
                    new Visit(
                        visit.page(), visit.user(), visit.address() + query, visit.status())));
  }

  /**
   * Pages for everybody are opened by nobody in particular; else one of each role opens the page,
   * but no auditor: he sees of the operator's page what is not for acting.
   */
  private static List<String> onePerRole(String list) {
    List<String> users = PageTable.users(list);
    if (users.contains(PageTable.NOBODY)) {
      return List.of(PageTable.NOBODY);
    }
    Map<String, String> byRole = new LinkedHashMap<>();
    users.forEach(name -> byRole.putIfAbsent(user(name).role(), name));
    byRole.remove("AUDITOR");
    return new ArrayList<>(byRole.values());
  }
}

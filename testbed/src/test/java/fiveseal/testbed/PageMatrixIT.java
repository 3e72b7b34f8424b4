package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.testbed.PageSubjects.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every page for everybody, and every page that is of something with what belongs to somebody else:
 * it is not there, word for word as what does not exist. The pages are found in the sources; one
 * that this table does not know fails it.
 */
class PageMatrixIT extends OnDeployedMall {
  private static final String MISSING = "01a21c8c-1893-7ccf-be66-d5a489a69464";
  private static final List<String> SIGNED_IN = PageTable.users(PageTable.SIGNED_IN);
  private static final List<String> EVERYBODY = PageTable.users(PageTable.EVERYBODY);

  /** Without anything named, its form makes a new one. */
  private static final String MAKES_NEW_ONES = "/console/good";

  /** Everybody looks at the same time as the others, in an own session. */
  private static final Map<String, PageSession> SESSIONS = new ConcurrentHashMap<>();

  private static final List<String> NONSENSE =
      List.of(
          "after", "before", "text", "state", "kind", "owner", "from", "to", "lastFour", "store");

  private final Mall mall = Mall.get();

  private PageSession session(String user) {
    return SESSIONS.computeIfAbsent(
        user,
        name ->
            name.equals(PageTable.NOBODY)
                ? PageSession.of(mall.http().baseUrl())
                : mall.session(user(name)));
  }

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void everyPage_isInTheTable() {
    assertThat(PageFiles.all()).isNotEmpty().isSubsetOf(PageTable.all());
    assertThat(PageFiles.servlets("/console", "/operator")).isSubsetOf(PageTable.all());
    assertThat(DemoUser.ALL).extracting(DemoUser::name).containsAll(SIGNED_IN);
    assertThat(PageSubjects.of(mall).all())
        .extracting(Subject::page)
        .containsAll(PageTable.ofSomething().keySet());
  }

  @TestFactory
  Stream<DynamicTest> page_isThere_forThoseWhomItIsFor() {
    return PageTable.openTo().entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(page.getKey(), () -> open(page.getKey(), page.getValue())));
  }

  private void open(String page, String users) {
    EVERYBODY.parallelStream()
        .forEach(
            user -> {
              PageSession.Answer answer = session(user).get(page);
              if (PageTable.users(users).contains(user)) {
                assertThat(answer.status()).as("%s for %s", page, user).isEqualTo(200);
              } else {
                assertRefused(page, user, answer);
              }
            });
  }

  @TestFactory
  Stream<DynamicTest> pageOfSomething_withoutIt_isNotThere() {
    return PageTable.ofSomething().entrySet().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.getKey(), () -> withoutIt(page.getKey(), page.getValue())));
  }

  private void withoutIt(String page, String parameter) {
    List<String> queries = new ArrayList<>();
    queries.add(query(parameter, MISSING));
    queries.add(query(parameter, "%27--"));
    if (!page.equals(MAKES_NEW_ONES)) {
      queries.add("");
      queries.add(query(parameter, ""));
    }
    EVERYBODY.parallelStream()
        .forEach(
            user ->
                queries.forEach(
                    query -> assertRefused(page, user, session(user).get(page + query))));
  }

  /** Whatever stands in an address, the page is shown, or is not there, and never fails. */
  @TestFactory
  Stream<DynamicTest> page_askedForNonsense_doesNotFail() {
    return PageTable.openTo().keySet().stream()
        .map(page -> DynamicTest.dynamicTest(page, () -> askedForNonsense(page)));
  }

  private void askedForNonsense(String page) {
    List.of("operator-1", "mall-admin", "books").parallelStream()
        .forEach(user -> askedForNonsense(page, user));
  }

  private void askedForNonsense(String page, String user) {
    for (String parameter : NONSENSE) {
      for (String value : List.of("%27--", "-1", "99999999999999999999", "%00", "%E3%81%82")) {
        assertThat(session(user).get(page + query(parameter, value)).status())
            .as("%s?%s=%s for %s", page, parameter, value, user)
            .isLessThan(500);
      }
    }
  }

  private static String query(String parameter, String id) {
    return "?" + parameter + "=" + id;
  }

  private static void assertRefused(String page, String user, PageSession.Answer answer) {
    if (user.equals(PageTable.NOBODY) && answer.status() == 303) {
      assertThat(answer.location()).as(page).contains("/store/login");
    } else {
      assertThat(answer.status()).as("%s for %s", page, user).isEqualTo(404);
    }
  }

  @TestFactory
  Stream<DynamicTest> pageOfSomething_ofAnother_isNotThere_asIfItDidNotExist() {
    return PageSubjects.of(mall).all().stream()
        .map(
            subject ->
                DynamicTest.dynamicTest(
                    subject.page() + " for " + subject.seenBy(), () -> seenBy(subject)));
  }

  private void seenBy(Subject subject) {
    String missing = subject.query().replaceFirst("=[^&]*", "=" + MISSING);
    SIGNED_IN.parallelStream().forEach(user -> seenBy(user, subject, missing));
  }

  private void seenBy(String user, Subject subject, String missing) {
    PageSession.Answer answer = session(user).get(subject.page() + subject.query());
    if (PageTable.users(subject.seenBy()).contains(user)) {
      assertThat(answer.status()).as("%s for %s", subject, user).isEqualTo(200);
    } else {
      assertThat(answer.status()).as("%s for %s", subject, user).isEqualTo(404);
      assertThat(answer.essence())
          .as("%s for %s", subject, user)
          .isEqualTo(session(user).get(subject.page() + missing).essence());
    }
  }

  /** Lists and files asked for somebody else's are as empty as for what does not exist. */
  @Test
  void listsAndFiles_askedForWhatIsAnothers_areEmpty() {
    String flowers = PageSubjects.of(mall).settlement("flowers");
    for (String user : List.of("bakery", "books", "kiosk-admin")) {
      for (String page : List.of("/console/settlements", "/console/settlements.csv")) {
        for (String parameter : List.of("id", "after")) {
          PageSession.Answer answer = session(user).get(page + query(parameter, flowers));
          assertThat(answer.body().replace("value=\"" + flowers + "\"", ""))
              .as("%s for %s", page, user)
              .doesNotContain("flowers");
        }
        assertThat(session(user).get(page + "?seller=flowers").essence())
            .as("%s for %s", page, user)
            .isEqualTo(
                session(user).get(page + "?seller=nobody").essence().replace("nobody", "flowers"));
      }
    }
  }

  /** Whoever has not signed in is given nothing to keep: pages for everybody need no session. */
  @TestFactory
  Stream<DynamicTest> page_forEverybody_setsNoCookie() {
    return forEverybody()
        .map(address -> DynamicTest.dynamicTest(address, () -> assertSetsNoCookie(address)));
  }

  private Stream<String> forEverybody() {
    Stream<String> open =
        PageTable.openTo().entrySet().stream()
            .filter(page -> PageTable.users(page.getValue()).contains(PageTable.NOBODY))
            .map(Map.Entry::getKey)
            .flatMap(
                page ->
                    Stream.concat(
                        Stream.of(page), PageTable.variants(page).stream().map(page::concat)));
    Stream<String> subjects =
        PageSubjects.of(mall).all().stream()
            .filter(subject -> PageTable.users(subject.seenBy()).contains(PageTable.NOBODY))
            .map(subject -> subject.page() + subject.query());
    Stream<String> refused =
        Stream.of("/nothing-here", "/good?id=missing", "/console/", "/operator/trail");
    return Stream.of(open, subjects, refused).flatMap(addresses -> addresses);
  }

  private void assertSetsNoCookie(String address) {
    PageSession.Answer answer = PageSession.of(mall.http().baseUrl()).get(address);
    assertThat(answer.status()).isIn(200, 303, 404);
    assertThat(answer.cookies()).isEmpty();
  }

  @Test
  void forms_ofThoseWhoHaveNotSignedIn_needNoSessionEither() {
    PageSession shopper = PageSession.of(mall.http().baseUrl());
    PageSession.Answer put = shopper.press("/good?id=bakery-rye", "/basket/put", Map.of());
    assertThat(put.cookies()).hasSize(1).allMatch(cookie -> cookie.startsWith("fiveseal-basket="));
    assertThat(shopper.press("/checkout", "/order/make", Map.of()).cookies()).isEmpty();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("login-name", "nobody-" + Till.newId());
    form.put("login-password", "a wrong password");
    form.put("login-sign-in", "");
    PageSession.Answer refused = shopper.post("/login", form);
    assertThat(refused.body()).contains("Name, password or code is wrong.");
    assertThat(refused.cookies()).isEmpty();
    assertThat(session("bakery").cookies())
        .as("who signs in gets one")
        .anyMatch(cookie -> cookie.getName().equals("fiveseal-session"));
  }
}

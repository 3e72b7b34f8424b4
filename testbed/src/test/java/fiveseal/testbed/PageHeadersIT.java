package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told on every kind of page: which scripts run, who may frame it, and so on. */
class PageHeadersIT extends OnDeployedMall {
  private final Mall mall = Mall.get();

  private RawPages pages(String user) {
    return user.equals("nobody") ? RawPages.of(mall) : RawPages.of(mall, user);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody,/,200",
    "nobody,/?q=bread,200",
    "nobody,/good?id=bakery-rye,200",
    "nobody,/basket,200",
    "nobody,/login,200",
    "nobody,/good?id=missing,404",
    "nobody,/nothing-here,404",
    "nobody,/order?id=missing,404",
    "mall-admin,/account,200",
    "mall-admin,/console/,200",
    "mall-admin,/console/settlements,200",
    "mall-admin,/console/good?id=bakery-rye,200",
    "mall-admin,/console/store?id=bakery,200",
    "mall-admin,/console/settlement?id=missing,404",
    "bakery,/console/users,404",
    "operator-1,/operator/,200",
    "operator-1,/operator/cards,200",
    "operator-1,/operator/users,200",
    "operator-1,/operator/delivery?id=missing,404"
  })
  void page_hasAPolicy_thatLetsNoStrangersIn(String user, String path, int status) {
    HttpResponse<byte[]> answer = pages(user).get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(sources(answer, "script-src"))
        .isNotEmpty()
        .allSatisfy(
            source ->
                assertThat(source)
                    .isNotIn("'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:"));
    assertThat(sources(answer, "frame-ancestors")).containsExactly("'none'");
    assertThat(sources(answer, "form-action")).containsExactly("'self'");
    assertThat(sources(answer, "base-uri")).containsExactly("'none'");
    assertThat(sources(answer, "object-src")).containsExactly("'none'");
    assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
  }

  /** What each of the policies says of one kind; the browser heeds all policies. */
  private static List<String> sources(HttpResponse<byte[]> answer, String kind) {
    return answer.headers().allValues("Content-Security-Policy").stream()
        .flatMap(policy -> Stream.of(policy.split(";")))
        .map(String::strip)
        .filter(directive -> directive.startsWith(kind + " "))
        .flatMap(directive -> Arrays.stream(directive.split("\\s+")).skip(1))
        .toList();
  }

  @Test
  void nonce_isAnotherInEveryAnswer() {
    Map<String, Integer> seen = new LinkedHashMap<>();
    RawPages pages = pages("nobody");
    for (int look = 0; look < 5; look++) {
      sources(pages.get("/login"), "script-src").stream()
          .filter(source -> source.startsWith("'nonce-"))
          .forEach(nonce -> seen.merge(nonce, 1, Integer::sum));
    }
    assertThat(seen).hasSize(5).allSatisfy((nonce, times) -> assertThat(times).isEqualTo(1));
  }
}

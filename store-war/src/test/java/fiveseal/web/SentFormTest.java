package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentFormTest {
  private static final String VIEW_STATE = "jakarta.faces.ViewState";

  private static HttpServletRequest request(
      String method, String page, String type, Map<String, String> parameters) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            SentFormTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, asked, arguments) ->
                switch (asked.getName()) {
                  case "getMethod" -> method;
                  case "getServletPath" -> page;
                  case "getPathInfo" -> null;
                  case "getContentType" -> type;
                  case "getContentLengthLong" -> parameters == null ? 5L << 20 : 100L;
                  case "getParameter" -> read(parameters).get((String) arguments[0]);
                  case "getParameterMap" ->
                      Map.of("sent", read(parameters).values().toArray(String[]::new));
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }

  /** Null stands for a body that is too large. */
  private static Map<String, String> read(Map<String, String> parameters) {
    if (parameters == null) {
      throw new IllegalStateException("too large");
    }
    return parameters;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/", "/basket/put", "/console/users", "/console/goods"})
  void refusal_ofAFile_whereNoneIsTaken_isMadeWithoutReadingIt(String page) {
    assertThat(SentForm.refusal(request("POST", page, "multipart/form-data; boundary=x", null)))
        .isEqualTo(OptionalInt.of(415));
    assertThat(SentForm.refusal(request("POST", page, "Multipart/Mixed", null)))
        .isEqualTo(OptionalInt.of(415));
  }

  @Test
  void refusal_ofAPicture_whereOneIsTaken_isOfItsSizeAlone() {
    String type = "multipart/form-data; boundary=x";

    assertThat(SentForm.refusal(request("POST", "/console/good", type, Map.of("a", "b"))))
        .isEmpty();
    assertThat(SentForm.refusal(request("POST", "/console/good.xhtml", type, Map.of("a", "b"))))
        .isEmpty();
    assertThat(SentForm.refusal(request("POST", "/console/good", type, null)))
        .isEqualTo(OptionalInt.of(413));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT"})
  void refusal_ofAFormByLink_isThatThereIsNoSuchPage(String method) {
    Map<String, String> form = Map.of(VIEW_STATE, "stateless", "login", "login");

    assertThat(SentForm.refusal(request(method, "/login", null, form)))
        .isEqualTo(OptionalInt.of(404));
    assertThat(SentForm.refusal(request(method, "/login", null, Map.of("login", "login"))))
        .isEmpty();
    assertThat(
            SentForm.refusal(request("POST", "/login", "application/x-www-form-urlencoded", form)))
        .isEmpty();
  }

  @Test
  void refusal_ofTextsWithTheCharacterThatNoneHas() {
    assertThat(SentForm.refusal(request("GET", "/", null, Map.of("q", "a\0b"))))
        .isEqualTo(OptionalInt.of(400));
    assertThat(SentForm.refusal(request("GET", "/", null, Map.of("q", "a b")))).isEmpty();
  }
}

package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages take from anybody: no files, no forms by link, and orders only so many. */
class PageEdgeIT extends OnDeployedMall {
  private static final long MIB = 1 << 20;

  private final Mall mall = Mall.get();

  // --- files

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/basket", "/nothing"})
  void file_sentByAnybody_isRefusedBeforeItIsKept(String page) throws IOException {
    String answer =
        sent(
            "POST /store"
                + page
                + " HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                + (64 * MIB)
                + "\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n",
            64 * MIB);

    assertThat(answer).startsWith("HTTP/1.1 415");
    assertThat(answer).doesNotContain("Exception");
    assertThat(spooled()).isEmpty();
  }

  /** What the container keeps of bodies. */
  private static List<String> spooled() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> all =
        Files.find(TestFolder.folder().root(), 20, (path, is) -> is.isRegularFile())) {
      all.map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.startsWith("upload_"))
          .forEach(files::add);
    }
    return files;
  }

  /** Sends a head and a body until all of it is sent or an answer is there; gives the answer. */
  private String sent(String head, String begin, long length) throws IOException {
    URI base = URI.create(mall.http().baseUrl());
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      out.write(
          (head + "Host: " + base.getAuthority() + "\r\nConnection: close\r\n\r\n" + begin)
              .getBytes(ISO_8859_1));
      byte[] some = new byte[64 * 1024];
      for (long rest = length - begin.length(); rest > 0 && in.available() == 0; ) {
        int next = (int) Math.min(rest, some.length);
        out.write(some, 0, next);
        rest -= next;
      }
      out.flush();
      return new String(in.readNBytes(2_000), UTF_8);
    }
  }

  @Test
  void picture_thatIsNone_keepsNothing_andTheFormGoesOn() throws IOException {
    RawPages bakery = RawPages.of(mall, "bakery");
    String id = "picture-" + Till.newId();
    DemoGood good = new DemoGood(id, "bakery", "Cake", "", 300, DemoGood.Drawing.ROUND);
    DemoShop shop = mall.shop();
    shop.mall().putGood(shop.party(store("bakery")), good).require(200);
    Map<String, String> form = edited(bakery, id, "350");

    String refused = page(bakery.post("/console/good", form, "good-file", new byte[] {1, 2, 3}));
    assertThat(refused).contains("message error");
    assertThat(bakery.text("/good?id=" + id)).contains("¥300").doesNotContain("¥350");

    assertThat(
            bakery
                .post("/console/good", again(form, refused), "good-file", DemoPicture.of(good))
                .statusCode())
        .isIn(302, 303);
    assertThat(bakery.text("/good?id=" + id)).contains("¥350", ".png");
  }

  @Test
  void picture_thatIsFarTooLarge_isRefused() {
    RawPages bakery = RawPages.of(mall, "bakery");
    Map<String, String> form = edited(bakery, "bakery-rye", "580");

    HttpResponse<byte[]> refused =
        bakery.post("/console/good", form, "good-file", new byte[(int) (6 * MIB)]);
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(page(bakery.post("/console/good", form, "good-file", new byte[(int) (3 * MIB)])))
        .contains("message error");
  }

  @ParameterizedTest
  @CsvSource({"'1,50'", "'1.234,50'", "4.8"})
  void price_thatIsNone_isRefusedInWords(String typed) {
    RawPages bakery = RawPages.of(mall, "bakery");
    Map<String, String> form = edited(bakery, "bakery-rye", typed);

    assertThat(page(bakery.post("/console/good", form, "good-file", new byte[0])))
        .contains("The price is not understood.");
    assertThat(bakery.text("/good?id=bakery-rye")).contains("¥580");
  }

  private static Map<String, String> edited(RawPages pages, String good, String price) {
    Map<String, String> form = pages.form("/console/good?id=" + good, "good");
    form.put("good-store", "bakery");
    form.put("good-state", "FOR_SALE");
    form.put("good-description", "");
    form.put("good-price", price);
    form.put("good-save", "x");
    form.remove("good-file");
    return form;
  }

  /** The form as it came back: with the state that the page has now. */
  private static Map<String, String> again(Map<String, String> form, String page) {
    Map<String, String> next = new LinkedHashMap<>(form);
    for (String field : List.of("good-version", "jakarta.faces.ViewState")) {
      String input = page.substring(page.indexOf("name=\"" + field + "\""));
      input = input.substring(input.indexOf("value=\"") + 7);
      next.put(field, input.substring(0, input.indexOf('"')));
    }
    return next;
  }

  private static String page(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return new String(answer.body(), UTF_8);
  }

  private static DemoStore store(String id) {
    return DemoStore.ALL.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  // --- forms by link

  @Test
  void form_byLink_isNotThere_andSignsNobodyIn() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("jakarta.faces.ViewState", "stateless");
    form.put("login", "login");
    form.put("login-name", "bakery");
    form.put(
        "login-password",
        mall.password(
            DemoUser.ALL.stream()
                .filter(u -> u.name().equals("bakery"))
                .findFirst()
                .orElseThrow()));
    form.put("login-sign-in", "x");
    RawPages victim = RawPages.of(mall, "books");

    HttpResponse<byte[]> answer = victim.get("/login?" + RawPages.urlEncoded(form));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(victim.text("/console/goods")).contains("A novel").doesNotContain("Rye bread");
    for (String page : List.of("/", "/console/goods", "/account", "/good?id=bakery-rye&x=y")) {
      String link = page + (page.contains("?") ? "&" : "?") + "jakarta.faces.ViewState=stateless";
      assertThat(victim.get(link).statusCode()).as(page).isEqualTo(404);
    }
  }

  // --- orders

  @Test
  void orders_ofOneAddress_areLimited_andOfAnotherAreNot() throws IOException {
    String last = "";
    int orders = 0;
    while (!last.startsWith("HTTP/1.1 429") && orders++ < 300) {
      last = ordered("127.0.0.77");
    }
    assertThat(orders).isGreaterThan(60);
    assertThat(last).startsWith("HTTP/1.1 429").contains("Retry-After: ", "text/html");
    assertThat(last).contains("Content-Security-Policy: ", "frame-ancestors 'none'");
    assertThat(last).contains("Too many requests: wait a little and try again.");
    assertThat(ordered("127.0.0.78")).startsWith("HTTP/1.1 404");
  }

  private String ordered(String from) throws IOException {
    URI base = URI.create(mall.http().baseUrl());
    try (Socket socket =
        new Socket(
            InetAddress.getByName(base.getHost()),
            base.getPort(),
            InetAddress.getByName(from),
            0)) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write(
              ("POST /store/order/make HTTP/1.1\r\nHost: "
                      + base.getAuthority()
                      + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                      + "Content-Length: 7\r\nConnection: close\r\n\r\norder=x")
                  .getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}

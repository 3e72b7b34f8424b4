package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookieStore;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The store side's pages as whoever sends what no page of them would send. */
final class RawPages {
  private static final Pattern FIELD = Pattern.compile("<input[^>]*>");
  private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]+)\"");
  private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");
  private static final Charset UTF = StandardCharsets.UTF_8;
  private static final String BOUNDARY = "----the-boundary";

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String base;

  private RawPages(String base) {
    this.base = base;
  }

  /** Nobody is signed in. */
  static RawPages of(Mall mall) {
    return new RawPages(mall.http().baseUrl() + "/store");
  }

  /** In the session of the user's that the tests share. */
  static RawPages of(Mall mall, String user) {
    DemoUser one =
        DemoUser.ALL.stream().filter(each -> each.name().equals(user)).findFirst().orElseThrow();
    RawPages pages = of(mall);
    CookieStore kept = pages.cookies.getCookieStore();
    mall.session(one).cookies().forEach(cookie -> kept.add(URI.create(pages.base), cookie));
    return pages;
  }

  HttpResponse<byte[]> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
  }

  String text(String path) {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** What a form of a page would send, without its buttons; to be changed and sent. */
  Map<String, String> form(String path, String id) {
    String page = text(path);
    int start = page.indexOf("<form id=\"" + id + "\"");
    assertThat(start).as("form %s of %s", id, path).isNotNegative();
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher inputs = FIELD.matcher(page.substring(start, page.indexOf("</form>", start)));
    while (inputs.find()) {
      Matcher name = NAME.matcher(inputs.group());
      Matcher value = VALUE.matcher(inputs.group());
      boolean sent = !inputs.group().contains("submit") && !inputs.group().contains("checkbox");
      if (sent && name.find()) {
        fields.put(name.group(1), value.find() ? value.group(1) : "");
      }
    }
    return fields;
  }

  HttpResponse<byte[]> post(String path, Map<String, String> fields) {
    return post(path, "application/x-www-form-urlencoded", urlEncoded(fields).getBytes(UTF));
  }

  /** A form with a file. */
  HttpResponse<byte[]> post(String path, Map<String, String> fields, String name, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach((field, value) -> part(body, "name=\"" + field + "\"", value.getBytes(UTF)));
    part(
        body,
        "name=\"" + name + "\"; filename=\"a.png\"\r\nContent-Type: application/octet-stream",
        file);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF));
    return post(path, "multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
    body.writeBytes(
        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
            .getBytes(UTF));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF));
  }

  private HttpResponse<byte[]> post(String path, String type, byte[] body) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", type)
            .header("Origin", base.replaceFirst("/store$", ""))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  static String urlEncoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), UTF)
                    + "="
                    + URLEncoder.encode(field.getValue(), UTF))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What goes over the line, whole: a request with any headers, an answer with all of them. */
final class Wire {
  private static final Pattern TRACE_ID = Pattern.compile("\"id\"\\s*:\\s*\"[^\"]*\"");
  private static final List<String> OF_THE_MOMENT = List.of("date", "keep-alive");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String baseUrl;

  Wire(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * A request.
   *
   * @param type of the body; empty for none
   */
  record Ask(String verb, String path, Map<String, String> headers, String type, String body) {

    static Ask of(String verb, String path) {
      return new Ask(verb, path, Map.of(), "", "");
    }

    Ask with(String header, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(header, value);
      return new Ask(verb, path, more, type, body);
    }

    Ask bearing(String token) {
      return with("Authorization", "Bearer " + token);
    }

    Ask sending(String bodyType, String text) {
      return new Ask(verb, path, headers, bodyType, text);
    }
  }

  /**
   * An answer.
   *
   * @param headers by their names in lower case
   */
  record Answer(int status, Map<String, List<String>> headers, String body) {

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    /** The stable code of a refusal, or empty. */
    String code() {
      return new Http.Reply("", status, "", body).code().orElse("");
    }

    /** All of it but what is another in each answer that says the same. */
    String essence() {
      Map<String, List<String>> lasting = new TreeMap<>(headers);
      OF_THE_MOMENT.forEach(lasting::remove);
      return status + " " + lasting + "\n" + TRACE_ID.matcher(body).replaceAll("");
    }
  }

  Answer send(Ask ask) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + ask.path()))
            .method(
                ask.verb(),
                ask.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(ask.body(), StandardCharsets.ISO_8859_1));
    ask.headers().forEach(request::header);
    if (!ask.type().isEmpty()) {
      request.header("Content-Type", ask.type());
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, List<String>> headers = new TreeMap<>();
      response.headers().map().forEach((name, all) -> headers.put(lower(name), all));
      return new Answer(response.statusCode(), headers, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

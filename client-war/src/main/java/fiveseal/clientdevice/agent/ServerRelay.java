package fiveseal.clientdevice.agent;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the requests of the wallet that is served here to the manager's client API: a page speaks
 * with the address that it came from. What comes back is the page's to check.
 */
final class ServerRelay {
  /** The client API's own; nothing else of the server is reached from here. */
  private static final Set<String> RESOURCES =
      Set.of("keys", "settlements", "value-updates", "presentations");

  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final int ANSWER_BYTES_MAX = 1 << 20;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(45);
  private static final Set<String> METHODS = Set.of("GET", "POST");

  /** Ids and names; no dot stands alone, and nothing is escaped. */
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");

  private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._=&-]*");

  private final HttpClient http;
  private final String api;

  /**
   * @param http follows no redirect and keeps no cookie
   * @param clientBase such as {@code http://localhost:8080/client}
   */
  ServerRelay(HttpClient http, URI clientBase) {
    this.http = http;
    this.api = clientBase + "/api/v1/";
  }

  /**
   * @param path below the API's base
   */
  static boolean knows(String path) {
    return RESOURCES.contains(path.split("/", -1)[0]);
  }

  /**
   * @param path below the API's base, of a resource that is known here
   * @throws ProtocolException {@code not-found}, {@code method-not-allowed}, {@code
   *     body-too-large}; {@code unavailable} if the manager gives no answer
   */
  Answer answer(Asked asked, String path) throws IOException {
    if (!PATH.matcher(path).matches() || !QUERY.matcher(asked.query().orElse("")).matches()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    if (!METHODS.contains(asked.method())) {
      throw new ProtocolException(
          ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.METHOD_NOT_ALLOWED.sentence());
    }
    URI target = URI.create(api + path + asked.query().map(query -> "?" + query).orElse(""));
    return send(request(asked, target));
  }

  private static HttpRequest request(Asked asked, URI target) throws IOException {
    HttpRequest.Builder builder = HttpRequest.newBuilder(target).timeout(ANSWER_TIMEOUT);
    Door.only(asked.headers(), "Accept").ifPresent(accept -> builder.header("Accept", accept));
    if (asked.method().equals("GET")) {
      return builder.GET().build();
    }
    Door.only(asked.headers(), "Content-Type")
        .ifPresent(type -> builder.header("Content-Type", type));
    return builder.POST(BodyPublishers.ofByteArray(asked.body(BODY_BYTES_MAX))).build();
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      Map<String, String> headers = new LinkedHashMap<>();
      response
          .headers()
          .firstValue("Retry-After")
          .ifPresent(seconds -> headers.put("Retry-After", seconds));
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          body(response),
          headers);
    } catch (IOException | IllegalArgumentException e) {
      throw new ProtocolException(ErrorCode.UNAVAILABLE, "the manager gave no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProtocolException(ErrorCode.UNAVAILABLE, "the agent is stopping");
    }
  }

  private static byte[] body(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(ANSWER_BYTES_MAX + 1);
      if (bytes.length > ANSWER_BYTES_MAX) {
        throw new IOException("an answer of more than " + ANSWER_BYTES_MAX + " bytes");
      }
      return bytes;
    }
  }
}

package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The client API over HTTP. Every request of this protocol is idempotent, so one that got no answer
 * is sent again, byte for byte.
 */
final class ServerConnection {
  private static final int ANSWER_BYTES_MAX = 1 << 20;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(45);
  static final List<Duration> PAUSES = List.of(Duration.ofMillis(200), Duration.ofSeconds(1));

  private final HttpClient http;
  private final URI api;
  private final List<Duration> pauses;

  /**
   * @param clientBase such as {@code http://localhost:8080/client}
   * @param pauses before each further attempt at a request that got no answer
   */
  ServerConnection(HttpClient http, URI clientBase, List<Duration> pauses) {
    this.http = http;
    this.api = URI.create(withoutSlash(clientBase.toString()) + "/api/v1/");
    this.pauses = List.copyOf(pauses);
  }

  /** An HTTP client that follows no redirect and speaks HTTP/1.1. */
  static HttpClient plainHttp() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  static String withoutSlash(String base) {
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /**
   * @throws ServerRefusal for any status but 2xx
   */
  String get(String path) {
    return send(to(path).GET().build());
  }

  /**
   * @throws ServerRefusal for any status but 2xx
   */
  String post(String path, Map<String, ?> body) {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body), UTF_8))
            .build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .timeout(ANSWER_TIMEOUT)
        .header("Accept", "application/json, application/jose, application/problem+json");
  }

  private String send(HttpRequest request) {
    for (int attempt = 0; ; attempt++) {
      boolean last = attempt == pauses.size();
      try {
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        String body = bodyOf(response);
        if (response.statusCode() == 503 && !last) {
          pause(pauses.get(attempt));
          continue;
        }
        if (response.statusCode() / 100 != 2) {
          throw refusal(response.statusCode(), body);
        }
        return body;
      } catch (IOException e) {
        if (last) {
          throw new DeviceException(
              Outcome.UNREACHABLE,
              "The manager at "
                  + api.getAuthority()
                  + " gave no answer; nothing is lost: run the same command again.",
              e);
        }
        pause(pauses.get(attempt));
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static DeviceException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DeviceException(Outcome.FAILED, "Interrupted; run the same command again.", e);
  }

  static String bodyOf(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(ANSWER_BYTES_MAX + 1);
      if (bytes.length > ANSWER_BYTES_MAX) {
        throw new IOException("an answer of more than " + ANSWER_BYTES_MAX + " bytes");
      }
      return new String(bytes, UTF_8);
    }
  }

  private static ServerRefusal refusal(int status, String body) {
    try {
      JsonMembers problem = Json.object(body);
      return new ServerRefusal(
          status,
          problem.text("code"),
          problem.optionalText("detail").or(() -> text(problem, "title")).orElse("no reason given"),
          text(problem, "state").orElse(null),
          text(problem, "result").orElse(null));
    } catch (ProtocolException e) {
      return new ServerRefusal(status, "", "", null, null);
    }
  }

  private static Optional<String> text(JsonMembers problem, String name) {
    if (!problem.has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(problem.text(name));
    } catch (ProtocolException notText) {
      return Optional.of(Long.toString(problem.integer(name)));
    }
  }
}

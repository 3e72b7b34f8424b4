package fiveseal.testbed;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Plain requests to the mall's interfaces, as anyone outside it can make them. */
final class Http {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String JSON = "application/json";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String baseUrl;

  /**
   * @param baseUrl such as {@code http://localhost:8080}
   */
  Http(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * An answer.
   *
   * @param contentType empty if there is none
   */
  record Reply(String request, int status, String contentType, String body) {

    JsonMembers json() {
      return Json.object(body);
    }

    /** The stable code of a refusal, or empty. */
    Optional<String> code() {
      try {
        return json().optionalText("code");
      } catch (ProtocolException e) {
        return Optional.empty();
      }
    }

    /**
     * @throws Trouble if the status is another
     */
    Reply require(int expected) {
      if (status != expected) {
        throw new Trouble(request + " was answered with " + status + " " + body.strip() + ".");
      }
      return this;
    }
  }

  String baseUrl() {
    return baseUrl;
  }

  Reply get(String path) {
    return send(to(path).GET());
  }

  Reply get(String path, String bearer) {
    return send(to(path).header("Authorization", "Bearer " + bearer).GET());
  }

  Reply postJson(String path, Map<String, ?> members) {
    return post(path, JSON, Json.write(members));
  }

  Reply postJson(String path, String bearer, Map<String, ?> members) {
    return send(
        to(path)
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(Json.write(members))));
  }

  Reply putJson(String path, Map<String, ?> members) {
    return send(
        to(path).header("Content-Type", JSON).PUT(BodyPublishers.ofString(Json.write(members))));
  }

  /** A signed message as the whole body. */
  Reply postJose(String path, String compact) {
    return post(path, "application/jose", compact);
  }

  /** A signed message that replaces an earlier one. */
  Reply putJose(String path, String compact) {
    return send(
        to(path).header("Content-Type", "application/jose").PUT(BodyPublishers.ofString(compact)));
  }

  Reply post(String path, String contentType, String body) {
    return send(to(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(TIMEOUT);
  }

  private Reply send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    String name = request.method() + " " + request.uri();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      return new Reply(
          name,
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new Trouble(name + " got no answer: " + e + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted during " + name + ".", e);
    }
  }
}

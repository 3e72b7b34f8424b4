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
  private final Witness witness;

  /**
   * @param baseUrl such as {@code http://localhost:8080}
   */
  Http(String baseUrl) {
    this(baseUrl, (asked, reply) -> {});
  }

  /**
   * @param witness is told of every answer
   */
  Http(String baseUrl, Witness witness) {
    this.baseUrl = baseUrl;
    this.witness = witness;
  }

  /** Sees what a party was told. */
  interface Witness {

    /**
     * @param asked method, path and body of the request, with a space between
     */
    void saw(String asked, Reply reply);
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
    return send(to(path).GET(), "");
  }

  Reply get(String path, String bearer) {
    return send(to(path).header("Authorization", "Bearer " + bearer).GET(), "");
  }

  Reply postJson(String path, Map<String, ?> members) {
    return post(path, JSON, Json.write(members));
  }

  Reply postJson(String path, String bearer, Map<String, ?> members) {
    String body = Json.write(members);
    return send(
        to(path)
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(body)),
        body);
  }

  Reply putJson(String path, Map<String, ?> members) {
    return put(path, JSON, Json.write(members));
  }

  Reply putJson(String path, String bearer, Map<String, ?> members) {
    String body = Json.write(members);
    return send(
        to(path)
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", JSON)
            .PUT(BodyPublishers.ofString(body)),
        body);
  }

  /** A file, such as a picture. */
  Reply putBytes(String path, String bearer, String contentType, byte[] file) {
    return send(
        to(path)
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", contentType)
            .PUT(BodyPublishers.ofByteArray(file)),
        "");
  }

  /** A signed message as the whole body. */
  Reply postJose(String path, String compact) {
    return post(path, "application/jose", compact);
  }

  /** A signed message that replaces an earlier one. */
  Reply putJose(String path, String compact) {
    return put(path, "application/jose", compact);
  }

  Reply post(String path, String contentType, String body) {
    return send(
        to(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)), body);
  }

  Reply put(String path, String contentType, String body) {
    return send(
        to(path).header("Content-Type", contentType).PUT(BodyPublishers.ofString(body)), body);
  }

  Reply delete(String path) {
    return send(to(path).DELETE(), "");
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(TIMEOUT);
  }

  /**
   * @throws NoAnswer if whether it arrived is not known
   */
  private Reply send(HttpRequest.Builder builder, String body) {
    HttpRequest request = builder.build();
    String name = request.method() + " " + request.uri();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      Reply reply =
          new Reply(
              name,
              response.statusCode(),
              response.headers().firstValue("Content-Type").orElse(""),
              response.body());
      witness.saw(request.method() + " " + request.uri().getPath() + " " + body, reply);
      return reply;
    } catch (IOException e) {
      throw new NoAnswer(name + " got no answer: " + e + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted during " + name + ".", e);
    }
  }
}

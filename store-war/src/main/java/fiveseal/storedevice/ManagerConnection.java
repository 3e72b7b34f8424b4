package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The wire to the manager: HTTP with limits of time and size, no redirects, and the same bytes
 * again when no answer came.
 */
public final class ManagerConnection {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(45);
  private static final int ANSWER_BYTES_MAX = 1 << 20;
  private static final long RETRY_AFTER_SECONDS_MAX = 30;

  private final HttpClient http;
  private final URI storeBase;
  private final URI clientBase;
  private final Retries retries;

  /**
   * @param storeBase such as {@code https://pay.example/store}
   * @param clientBase such as {@code https://pay.example/client}
   */
  public ManagerConnection(HttpClient http, URI storeBase, URI clientBase, Retries retries) {
    this.http = http;
    this.storeBase = storeBase;
    this.clientBase = clientBase;
    this.retries = retries;
  }

  /** HTTP/1.1, no redirects, no cookies. */
  public static HttpClient plainHttp() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  /**
   * An absolute http or https address, without a slash at the end.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static URI base(String text) {
    URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("not a plain http or https address: " + text);
    }
    return uri;
  }

  public URI clientBase() {
    return clientBase;
  }

  /** To the store API: a signed message; whatever the answer's status. */
  public Reply exchange(String method, String path, String mediaType, String body) {
    return send(
        to(storeBase, path)
            .header("Content-Type", mediaType)
            .method(method, BodyPublishers.ofString(body, UTF_8)));
  }

  /**
   * To the store API: a signed message.
   *
   * @throws ManagerRefusal for any status but 2xx
   */
  public Reply post(String path, String jose) {
    return successful(exchange("POST", path, Reply.JOSE, jose));
  }

  /**
   * To the store API: a signed message.
   *
   * @throws ManagerRefusal for any status but 2xx
   */
  public Reply put(String path, String jose) {
    return successful(exchange("PUT", path, Reply.JOSE, jose));
  }

  /**
   * To the store API: plain JSON.
   *
   * @throws ManagerRefusal for any status but 2xx
   */
  public Reply postJson(String path, String json) {
    return successful(exchange("POST", path, "application/json", json));
  }

  /**
   * From the store API, with a bearer token; whatever the answer's status.
   *
   * @param bearer a signed {@code fiveseal-store-auth}
   */
  public Reply get(String path, String bearer) {
    return send(to(storeBase, path).header("Authorization", "Bearer " + bearer).GET());
  }

  /**
   * From the client API, which asks for no proof.
   *
   * @throws ManagerRefusal for any status but 2xx
   */
  public Reply getFromClientApi(String path) {
    return successful(send(to(clientBase, path).GET()));
  }

  /** To the client API, as a client device does that relays a request; whatever the status. */
  public Reply relay(String path, String jose) {
    BodyPublisher body = BodyPublishers.ofString(jose, UTF_8);
    return send(to(clientBase, path).header("Content-Type", Reply.JOSE).POST(body));
  }

  private static HttpRequest.Builder to(URI base, String path) {
    return HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
        .timeout(ANSWER_TIMEOUT)
        .header("Accept", "application/json, application/jose, application/problem+json");
  }

  private Reply send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    for (int attempt = 0; ; attempt++) {
      boolean last = attempt == retries.pauses().size();
      Duration pause = last ? Duration.ZERO : retries.pauses().get(attempt);
      try {
        Reply reply = sendOnce(request);
        boolean again = reply.status() == 503 || reply.status() == 429;
        if (!again || last) {
          return reply;
        }
        long asked = Math.min(reply.retryAfterSeconds(), RETRY_AFTER_SECONDS_MAX);
        pause = Duration.ofMillis(Math.max(pause.toMillis(), asked * 1000));
      } catch (IOException e) {
        if (last) {
          throw unreachable(e);
        }
      }
      pause(pause);
    }
  }

  private void pause(Duration pause) {
    try {
      retries.pause().of(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Reply sendOnce(HttpRequest request) throws IOException {
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] bytes = in.readNBytes(ANSWER_BYTES_MAX + 1);
        if (bytes.length > ANSWER_BYTES_MAX) {
          throw new IOException("an answer of more than " + ANSWER_BYTES_MAX + " bytes");
        }
        return new Reply(
            response.statusCode(),
            mediaType(response.headers().firstValue("Content-Type")),
            new String(bytes, UTF_8),
            seconds(response.headers().firstValue("Retry-After")));
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Reply successful(Reply reply) {
    if (!reply.isSuccess()) {
      throw reply.refusal();
    }
    return reply;
  }

  private static String mediaType(Optional<String> header) {
    String value = header.orElse("");
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
  }

  private static long seconds(Optional<String> header) {
    return header.filter(text -> text.matches("[0-9]{1,6}")).map(Long::parseLong).orElse(0L);
  }

  private ManagerUnreachable unreachable(IOException e) {
    return new ManagerUnreachable(
        "no answer from " + storeBase.getAuthority() + "; nothing is lost, try again", e);
  }

  private static ManagerUnreachable interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ManagerUnreachable("interrupted", e);
  }
}

package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands between a device and the mall, and loses what a test says. */
final class LossyLine implements AutoCloseable {
  private static final List<String> HEADERS = List.of("Content-Type", "Accept", "Authorization");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String behind;
  private volatile Predicate<Request> lostRequests = request -> false;
  private volatile Predicate<Request> lostAnswers = request -> false;

  /** What a device asks: path, and body. */
  record Request(String path, String body) {
    /** Whether a card is told to execute. */
    boolean isExecute() {
      return path.endsWith("/apdu") && body.contains("\"8052");
    }

    boolean isForCard() {
      return path.endsWith("/apdu");
    }
  }

  /**
   * @param behind the mall's base URL
   */
  LossyLine(String behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  String baseUrl() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** From now on loses these requests before they arrive, and the answers to those. */
  void lose(Predicate<Request> requests, Predicate<Request> answers) {
    lostRequests = requests;
    lostAnswers = answers;
  }

  void loseNothing() {
    lose(request -> false, request -> false);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Request request = new Request(exchange.getRequestURI().getPath(), new String(body, UTF_8));
      if (lostRequests.test(request)) {
        return;
      }
      HttpResponse<byte[]> answer = forward(exchange, body);
      if (lostAnswers.test(request)) {
        return;
      }
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String name : HEADERS) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        builder.header(name, value);
      }
    }
    try {
      return client.send(builder.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

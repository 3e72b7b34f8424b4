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
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A server that is not honest: all that it serves is the mall's, but for what a test puts in its
 * place. It writes down what was asked of it, so that a test can count what reached a card.
 */
final class TamperingLine implements AutoCloseable {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "host", "keep-alive", "transfer-encoding", "upgrade");
  private static final Set<String> NOT_TO_SET = Set.of("expect", "http2-settings");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final InstantSource clock = InstantSource.system();
  private final String behind;
  private final List<Passed> passed = new CopyOnWriteArrayList<>();
  private volatile Predicate<String> tampered = path -> false;
  private volatile UnaryOperator<String> tampering = body -> body;
  private volatile Predicate<Passed> lostRequests = request -> false;
  private volatile Predicate<Passed> lostAnswers = request -> false;

  /**
   * A request that came.
   *
   * @param body as text
   * @param answeredAtMillis when its answer was ready, UTC; 0 while it is not
   */
  record Passed(String method, String path, String body, long answeredAtMillis) {
    boolean isApdu(String header) {
      return path.endsWith("/apdu") && body.contains("\"apdu\":\"" + header);
    }

    /** Whether a card is told to execute. */
    boolean isExecute() {
      return isApdu("8052");
    }

    boolean isForManager() {
      return path.startsWith("/client/api/");
    }
  }

  /**
   * @param behind the mall's base URL
   */
  TamperingLine(String behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  String baseUrl() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** From now on the answers to requests of such paths are changed. */
  void tamper(Predicate<String> path, UnaryOperator<String> body) {
    tampering = body;
    tampered = path;
  }

  void behave() {
    tamper(path -> false, body -> body);
    lose(request -> false, request -> false);
  }

  /** From now on loses these requests before they arrive, and the answers to those. */
  void lose(Predicate<Passed> requests, Predicate<Passed> answers) {
    lostRequests = requests;
    lostAnswers = answers;
  }

  /** What was asked so far, in the order in which it was answered. */
  List<Passed> passed() {
    return List.copyOf(passed);
  }

  /** How often a card was told to execute. */
  long executes() {
    return passed.stream().filter(Passed::isExecute).count();
  }

  void forget() {
    passed.clear();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String text = new String(body, UTF_8);
      Passed request = new Passed(exchange.getRequestMethod(), path, text, 0);
      if (lostRequests.test(request)) {
        return;
      }
      HttpResponse<byte[]> answer = forward(exchange, body);
      byte[] told = answer.body();
      if (tampered.test(path)) {
        told = tampering.apply(new String(told, UTF_8)).getBytes(UTF_8);
      }
      passed.add(new Passed(request.method(), path, text, clock.millis()));
      if (lostAnswers.test(request)) {
        return;
      }
      answer.headers().map().forEach((name, values) -> copy(exchange, name, values));
      exchange.sendResponseHeaders(answer.statusCode(), told.length == 0 ? -1 : told.length);
      exchange.getResponseBody().write(told);
    }
  }

  private static void copy(HttpExchange exchange, String name, List<String> values) {
    if (!name.startsWith(":") && !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      exchange.getResponseHeaders().put(name, values);
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!OF_THE_CONNECTION.contains(lower) && !NOT_TO_SET.contains(lower)) {
                values.forEach(value -> builder.header(name, value));
              }
            });
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

package fiveseal.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * The way between two parties, on which requests and answers get lost, come twice or late. What is
 * not injected passes as it is.
 */
final class FaultyLink implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final List<String> HEADERS = List.of("Content-Type", "Authorization", "Accept");

  static {
    // Without it, every answer waits 40 ms for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final String target;
  private final HttpServer server;
  private final ExecutorService threads;
  private final HttpClient client;
  private final List<Injection> injections = new CopyOnWriteArrayList<>();

  /**
   * Listens on a free port of 127.0.0.1.
   *
   * @param target such as {@code http://localhost:8080}
   */
  FaultyLink(String target) {
    this.target = target;
    this.threads = Executors.newCachedThreadPool(FaultyLink::daemon);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(threads)
            .build();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::pass);
    server.setExecutor(threads);
    server.start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "link");
    thread.setDaemon(true);
    return thread;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What can happen to one request. */
  enum Way {
    /** It does not arrive. */
    LOSE_REQUEST,
    /** It arrives, its answer does not. */
    LOSE_ANSWER,
    /** It arrives twice, one after the other; the second answer comes back. */
    TWICE,
    /** It arrives twice at the same time; the answer of one of them comes back. */
    TWICE_AT_ONCE,
    /** It arrives when it is {@linkplain Injection#release released}; nobody waits for it. */
    LATE
  }

  /**
   * A request.
   *
   * @param path with its query
   */
  record Call(String method, String path, HttpRequest request, byte[] content) {

    String body() {
      return new String(content, StandardCharsets.UTF_8);
    }

    boolean isTo(String wantedMethod, String end) {
      return method.equals(wantedMethod) && path.endsWith(end);
    }
  }

  /**
   * What the target answered.
   *
   * @param body as text, which all of our bodies are
   */
  record Answer(int status, String contentType, String body) {}

  /** One fault: it happens to the first request that fits. */
  final class Injection {

    private final Way way;
    private final Predicate<Call> which;
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private volatile Call hit;

    private Injection(Way way, Predicate<Call> which) {
      this.way = way;
      this.which = which;
    }

    private synchronized boolean takes(Call call) {
      if (hit != null || !which.test(call)) {
        return false;
      }
      hit = call;
      injections.remove(this);
      return true;
    }

    /** Whether there was a request that it happened to. */
    boolean happened() {
      return hit != null;
    }

    /** What the target answered to the requests that did arrive. */
    List<Answer> answers() {
      return List.copyOf(answers);
    }

    /** Now the late request arrives; empty if the target does not answer. */
    Optional<Answer> release() {
      return arrive(hit);
    }

    private Optional<Answer> arrive(Call call) {
      Optional<Answer> answer = forward(call);
      answer.ifPresent(answers::add);
      return answer;
    }

    private Optional<Answer> carry(Call call) {
      return switch (way) {
        case LOSE_REQUEST, LATE -> Optional.empty();
        case LOSE_ANSWER -> {
          arrive(call);
          yield Optional.empty();
        }
        case TWICE -> {
          arrive(call);
          yield arrive(call);
        }
        case TWICE_AT_ONCE -> {
          var other = threads.submit(() -> arrive(call));
          Optional<Answer> answer = arrive(call);
          try {
            other.get();
          } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          yield answer;
        }
      };
    }

    /** It shall not happen any more. */
    void withdraw() {
      injections.remove(this);
    }
  }

  /** The next request that fits has this fault. */
  Injection inject(Way way, Predicate<Call> which) {
    Injection injection = new Injection(way, which);
    injections.add(injection);
    return injection;
  }

  private void pass(HttpExchange exchange) {
    try (exchange) {
      Call call = read(exchange);
      Optional<Answer> answer = carry(call);
      if (answer.isPresent()) {
        write(exchange, answer.get());
      }
      // Closed without an answer, the connection ends: that is what the sender sees.
    } catch (IOException e) {
      // The sender has gone; to it this is an answer lost.
      return;
    }
  }

  private Optional<Answer> carry(Call call) {
    for (Injection injection : injections) {
      if (injection.takes(call)) {
        return injection.carry(call);
      }
    }
    return forward(call);
  }

  private Call read(HttpExchange exchange) throws IOException {
    byte[] content = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().toString();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(target + path))
            .timeout(TIMEOUT)
            .method(
                exchange.getRequestMethod(),
                content.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(content));
    for (String header : HEADERS) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        builder.header(header, value);
      }
    }
    return new Call(exchange.getRequestMethod(), path, builder.build(), content);
  }

  private Optional<Answer> forward(Call call) {
    try {
      HttpResponse<String> response =
          client.send(call.request(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return Optional.of(
          new Answer(
              response.statusCode(),
              response.headers().firstValue("Content-Type").orElse(""),
              response.body()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
    if (!answer.contentType().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    }
    exchange.sendResponseHeaders(answer.status(), content.length == 0 ? -1 : content.length);
    if (content.length > 0) {
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(content);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Takes completions that the manager pushes, on the loopback interface: message 3 in, message 4
 * out, a receipt in one round trip. A shop's reverse proxy stands before it.
 */
public final class CompletionServer implements AutoCloseable {
  /** Where message 3 is posted to. */
  public static final String PATH = "/completions";

  /** Message 1 may fill 64 KiB and is wrapped twice in base64url. */
  private static final int BODY_BYTES_MAX = 256 * 1024;

  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Function<String, String> completions;

  /**
   * @param port 0 takes a free one
   * @param completions message 3 → message 4; throws what was refused
   */
  public CompletionServer(int port, Function<String, String> completions) throws IOException {
    this.completions = completions;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Such as {@code http://127.0.0.1:8123/completions}. */
  public URI address() {
    InetSocketAddress bound = server.getAddress();
    return URI.create("http://127.0.0.1:" + bound.getPort() + PATH);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange, 200, Reply.JOSE, completions.apply(message3(exchange)).getBytes(UTF_8));
      } catch (IllegalRequest e) {
        problem(exchange, Problem.of(e.code));
      } catch (ManagerUnreachable | ManagerRefusal e) {
        problem(exchange, Problem.of(ErrorCode.UNAVAILABLE));
      } catch (RuntimeException e) {
        problem(exchange, Problem.of(e));
      }
    }
  }

  private static String message3(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      throw new IllegalRequest(ErrorCode.NOT_FOUND);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new IllegalRequest(ErrorCode.METHOD_NOT_ALLOWED);
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null
        || !type.toLowerCase(Locale.ROOT).split(";", -1)[0].trim().equals(Reply.JOSE)) {
      throw new IllegalRequest(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      throw new IllegalRequest(ErrorCode.BODY_TOO_LARGE);
    }
    return new String(body, UTF_8);
  }

  private static void problem(HttpExchange exchange, Problem problem) throws IOException {
    answer(exchange, problem.status(), Problem.MEDIA_TYPE, problem.json());
  }

  private static void answer(HttpExchange exchange, int status, String mediaType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", mediaType);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** No completion at all. */
  private static final class IllegalRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private IllegalRequest(ErrorCode code) {
      super(code.sentence());
      this.code = code;
    }
  }
}

package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The wallet's modules as Chromium runs them, without the mall: a test calls them one by one. */
final class WalletModules implements AutoCloseable {
  /** The wallet's files, in the sources. */
  static final Path FOLDER = top().resolve("client-war/src/main/webapp/wallet");

  private static final Path VECTORS = top().resolve("settlement-protocol/src/test/resources");
  private static final Map<String, String> TYPES =
      Map.of("js", "text/javascript", "json", "application/json", "css", "text/css");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServer server;
  private final Browser browser;

  WalletModules() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    browser = Browser.afresh("http://localhost:" + server.getAddress().getPort());
    browser.openUrl("http://localhost:" + server.getAddress().getPort() + "/");
    browser.driver().manage().timeouts().scriptTimeout(PATIENCE);
  }

  static Path top() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  /**
   * What a function of {@code wallet/trial.js} gives.
   *
   * @throws AssertionError if it fails
   */
  Object call(String function, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(function, Arrays.asList(arguments)));
    Object told =
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                import("/test/trial.js")
                    .then((trial) => trial[arguments[0]](...arguments[1]))
                    .then((told) => done([told]), (failure) => done(String(failure.stack)));
                """,
                all.toArray());
    if (told instanceof String failure) {
      throw new AssertionError(failure);
    }
    return ((List<?>) told).get(0);
  }

  /** The same of a function that gives one sentence for each case. */
  @SuppressWarnings("unchecked")
  List<String> sentences(String function, Object... arguments) {
    return (List<String>) call(function, arguments);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String name = path.substring(path.lastIndexOf('/') + 1);
      String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/html");
      exchange.getResponseHeaders().set("Content-Type", type + ";charset=utf-8");
      byte[] bytes = file(path, name);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static byte[] file(String path, String name) throws IOException {
    if (path.startsWith("/wallet/")) {
      return Files.readAllBytes(FOLDER.resolve(name));
    }
    if (path.startsWith("/vectors/")) {
      return Files.readAllBytes(VECTORS.resolve(path.substring(1)));
    }
    return path.startsWith("/test/")
        ? PageInspection.text("wallet/" + name).getBytes(UTF_8)
        : "<!DOCTYPE html><title>trial</title>".getBytes(UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

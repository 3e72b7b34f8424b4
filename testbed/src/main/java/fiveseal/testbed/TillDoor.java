package fiveseal.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A store's completion endpoint: keeps every message 3 that comes, and acknowledges it. */
final class TillDoor implements AutoCloseable {

  private final Map<String, List<String>> received = new ConcurrentHashMap<>();
  private final int port;
  private HttpServer server;

  /** Open, on a free port of 127.0.0.1. */
  TillDoor() {
    open(0);
    this.port = server.getAddress().getPort();
  }

  private synchronized void open(int wanted) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "till-door");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String message =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
      // Kept before it is acknowledged, as a store's journal does.
      received
          .computeIfAbsent(
              Signed.parse(message, SettlementCompletion.class).message().settlementId(),
              id -> new CopyOnWriteArrayList<>())
          .add(message);
      exchange.sendResponseHeaders(204, -1);
    }
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  /** Every message 3 that came for a settlement, the same one as often as it came. */
  List<String> completions(String settlementId) {
    return received.getOrDefault(settlementId, List.of());
  }

  /** All that came. */
  Map<String, List<String>> all() {
    return Map.copyOf(received);
  }

  /** The store is down: nobody listens. */
  synchronized void goDown() {
    server.stop(0);
  }

  /** The store is up again, with what it had. */
  void comeUp() {
    open(port);
  }

  @Override
  public void close() {
    goDown();
  }
}

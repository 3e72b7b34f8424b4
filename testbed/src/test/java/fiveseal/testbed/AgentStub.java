package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The agent on the holder's own machine as the wallet meets it: it pairs, wants its token with
 * every request and the message with every command. Behind it is a simulated reader.
 */
final class AgentStub implements AutoCloseable {
  private static final String CODE = "314159";
  private static final String TOKEN = "a-token-of-the-agents";

  private final HttpServer server;
  private final CardReaders readers;
  private final String reader;
  private final List<String> messages = new ArrayList<>();
  private volatile boolean agreed;
  private volatile boolean disagreed;
  private volatile boolean forgetful;
  private volatile boolean forgot;

  AgentStub(Mall mall, String reader) throws IOException {
    this.readers = mall.readers();
    this.reader = reader;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1", this::answer);
    server.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
  }

  /** The holder agrees at the agent. */
  void agree() {
    agreed = true;
  }

  /** The holder says no to every command from now on. */
  void disagree() {
    disagreed = true;
  }

  /** The next command is executed, its answer is lost, and no wallet is known from then on. */
  void forgetsAfterTheNextCommand() {
    forgetful = true;
  }

  /** As after the wallet was paired again. */
  void remembers() {
    forgetful = false;
    forgot = false;
  }

  /** The messages that came with commands. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      letIn(exchange);
      if (exchange.getRequestMethod().equals("OPTIONS")) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      String path = exchange.getRequestURI().getPath().replace("/api/v1", "");
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (disagreed && body.contains("\"apdu\":\"8052")) {
        send(exchange, 403, Map.of("code", "not-confirmed", "detail", "the holder said no"));
        return;
      }
      boolean forgets = forgetful && body.contains("\"apdu\":\"8052");
      Optional<Map<String, Object>> told =
          forgot ? Optional.empty() : told(path, body, exchange.getRequestHeaders());
      if (forgets) {
        forgot = true;
        send(exchange, 503, Map.of("code", "reader-failed", "detail", "the agent is ending"));
        return;
      }
      send(exchange, told.isPresent() ? 200 : 401, told.orElse(Map.of("code", "not-paired")));
    }
  }

  private static void send(HttpExchange exchange, int status, Map<String, Object> members)
      throws IOException {
    byte[] bytes = Json.write(members).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void letIn(HttpExchange exchange) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Access-Control-Allow-Origin", exchange.getRequestHeaders().getFirst("Origin"));
    headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
    headers.set("Access-Control-Allow-Methods", "GET, POST");
  }

  private Optional<Map<String, Object>> told(String path, String body, Headers headers) {
    if (path.equals("/pairing")) {
      return Optional.of(Map.of("code", CODE, "pairingId", "p-1"));
    }
    if (path.equals("/pairing/p-1")) {
      return Optional.of(
          agreed ? Map.of("state", "PAIRED", "token", TOKEN) : Map.of("state", "PENDING"));
    }
    if (!("Bearer " + TOKEN).equals(headers.getFirst("Authorization"))) {
      return Optional.empty();
    }
    return Optional.of(
        path.equals("/readers")
            ? Map.of(
                "readers",
                List.of(
                    Map.of("id", "desk", "name", "The reader on the desk", "atr", "3B80800101")))
            : transmitted(Json.object(body)));
  }

  private Map<String, Object> transmitted(JsonMembers command) {
    String apdu = command.text("apdu");
    command.optionalText("message").ifPresent(messages::add);
    command.end();
    return Map.of("response", readers.apdu(reader, apdu));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

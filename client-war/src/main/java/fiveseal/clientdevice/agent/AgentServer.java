package fiveseal.clientdevice.agent;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fiveseal.clientdevice.reader.CardReaders;
import fiveseal.clientdevice.reader.ReaderException;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The agent's door on loopback: who may ask, what is asked, and limits on size, time and number.
 */
public final class AgentServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AgentServer.class.getName());
  private static final int THREADS = 8;
  private static final int WAITING_MAX = 32;
  private static final String PREFLIGHT_SECONDS = "600";

  /** The server's own limits, which it takes from the process. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "15",
          "sun.net.httpserver.idleInterval", "30",
          "sun.net.httpserver.maxReqHeaders", "64",
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          "jdk.httpserver.maxConnections", "64");

  private final HttpServer server;
  private final ExecutorService threads;
  private final Door door;
  private final Pairings pairings;
  private final AgentApi api;
  private final ServerRelay relay;
  private final WalletFiles wallet;

  /**
   * What an agent works with.
   *
   * @param clientBase the manager's, such as {@code http://localhost:8080/client}: its pages may
   *     ask, and the wallet that is served here asks it
   * @param http follows no redirect and keeps no cookie
   * @param patience within which the holder agrees: to EXECUTE from its arrival on, so less than
   *     pages wait
   */
  public record Parts(
      URI clientBase,
      HttpClient http,
      CardReaders readers,
      CommandCheck check,
      Confirmation confirmation,
      Duration patience) {}

  /**
   * @param port 0 takes a free one
   */
  public AgentServer(int port, Parts parts) throws IOException {
    this(port, parts, WalletFiles.packed());
  }

  AgentServer(int port, Parts parts, WalletFiles wallet) throws IOException {
    LIMITS.forEach(AgentServer::setUnlessSet);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    door = new Door(port(), Set.of(Door.originOf(parts.clientBase())));
    pairings = new Pairings(parts.confirmation(), parts.patience(), new SecureRandom());
    api =
        new AgentApi(
            pairings,
            new ReaderDesk(parts.readers(), parts.check(), parts.confirmation(), parts.patience()));
    relay = new ServerRelay(parts.http(), parts.clientBase());
    this.wallet = wallet;
    threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** Such as {@code http://127.0.0.1:8453/}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    pairings.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("X-Frame-Options", "DENY");
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("Vary", "Origin");
      send(exchange, answered(Asked.of(exchange), headers));
    }
  }

  /**
   * @throws IOException if the one who asks is gone
   */
  private Answer answered(Asked asked, Headers headers) throws IOException {
    try {
      return answer(asked, headers);
    } catch (ReaderException e) {
      return Answer.problem(new Problem(e.code(), e.getMessage()));
    } catch (RuntimeException e) {
      Problem problem = Problem.of(e);
      if (problem.isFailure() && !(e instanceof ProtocolException)) {
        LOG.log(Level.ERROR, "the agent failed, " + problem.id().orElse("no id"), e);
      }
      return Answer.problem(problem);
    }
  }

  private Answer answer(Asked asked, Headers headers) throws IOException {
    if (asked.path().startsWith(AgentApi.BASE)) {
      Door.Caller caller = door.caller(asked.headers(), asked.method());
      headers.set("Access-Control-Allow-Origin", caller.origin());
      return asked.method().equals("OPTIONS") ? preflight() : ofApi(asked, caller);
    }
    door.requireVisitor(asked.headers());
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    return wallet.answer(asked);
  }

  /**
   * The wallet takes the address that it came from for its manager's, so both APIs share a base.
   */
  private Answer ofApi(Asked asked, Door.Caller caller) throws IOException {
    String path = asked.path().substring(AgentApi.BASE.length());
    if (!ServerRelay.knows(path)) {
      return api.answer(asked, caller);
    }
    if (!caller.own()) {
      throw new ProtocolException(
          ErrorCode.ORIGIN_REFUSED, "only pages of this address are taken to the manager");
    }
    return relay.answer(asked, path);
  }

  private static Answer preflight() {
    return Answer.empty(
        Map.of(
            "Access-Control-Allow-Methods", "GET, POST",
            "Access-Control-Allow-Headers", "authorization, content-type",
            "Access-Control-Max-Age", PREFLIGHT_SECONDS));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    answer.headers().forEach(headers::set);
    Optional.of(answer.mediaType())
        .filter(type -> !type.isEmpty())
        .ifPresent(type -> headers.set("Content-Type", type));
    if (answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }
}

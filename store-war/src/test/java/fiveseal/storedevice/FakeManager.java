package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.Order;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.protocol.jws.Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A manager over HTTP for tests of store devices: it verifies what it is sent with the real
 * verifier, and does what a test tells it, instead of a card.
 */
public final class FakeManager implements AutoCloseable {
  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final String P256_KEY_BEGIN =
      "3059301306072a8648ce3d020106082a8648ce3d030107034200";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final InstantSource clock;
  private final UuidV7 ids;
  private volatile KeyRegister register;
  private volatile Verifier verifier;
  private final Map<String, Settled> settlements = new ConcurrentHashMap<>();

  /** Whether keys wait for an operator's approval. */
  public volatile boolean waitsForTheOperator;

  private final AtomicInteger outages = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean busy;
  private volatile boolean busyForReversals;
  private final AtomicInteger keyReads = new AtomicInteger();
  private final AtomicInteger registrations = new AtomicInteger();
  private volatile Optional<CountDownLatch> refusingEndpoints = Optional.empty();
  private volatile CountDownLatch endpointSent = new CountDownLatch(0);
  private final List<String> requestBodies = new CopyOnWriteArrayList<>();
  private final List<String> reversalBodies = new CopyOnWriteArrayList<>();
  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final List<Object> successions = new CopyOnWriteArrayList<>();
  private final List<TestManager> published = new CopyOnWriteArrayList<>();
  private volatile TestManager serving;
  private final Map<String, List<Object>> storeKeys = new ConcurrentHashMap<>();
  private final List<String> renewalBodies = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> renewals = new ConcurrentHashMap<>();
  private volatile Optional<ProtocolException> renewalRefusal = Optional.empty();

  /** Makes the certificate of a renewed key. */
  volatile Certifying certifying =
      (store, key, now) -> TestManager.certify(store, key, now, now.plus(Duration.ofDays(365)));

  /** Makes {@code x5c}. */
  @FunctionalInterface
  interface Certifying {
    List<String> of(String storeId, PublicKey key, Instant now);
  }

  private final List<String> orderBodies = new CopyOnWriteArrayList<>();
  private final Map<String, String> orders = new ConcurrentHashMap<>();
  private volatile Verifier tills;

  /** How every order of a till's stands. */
  public volatile String orderState = "OPEN";

  private volatile Optional<String> endpoint = Optional.empty();
  private volatile boolean lax;

  /** One settlement. */
  private static final class Settled {
    private final String id;
    private final Signed<SettlementRequest> request;
    private Optional<String> completion = Optional.empty();
    private Optional<String> receipt = Optional.empty();
    private String state = "REQUESTED";
    private final Map<String, Signed<RefundRequest>> refunds = new LinkedHashMap<>();

    private Settled(String id, Signed<SettlementRequest> request) {
      this.id = id;
      this.request = request;
    }
  }

  public FakeManager(InstantSource clock, String storeId, SigningKey storeKey) throws IOException {
    this.clock = clock;
    this.ids = new UuidV7(clock, new SecureRandom());
    this.register = TestManager.registerOf(storeId, storeKey);
    this.verifier = new Verifier(register);
    this.tills = new Verifier(TestManager.registerOf(storeId, storeKey, KeyRole.LOWER_STORE));
    published.add(TestManager.first());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI storeBase() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/store");
  }

  public URI clientBase() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client");
  }

  /** A connection that tries again at once. */
  public ManagerConnection connection() {
    Retries retries = new Retries(Retries.patient().pauses(), pause -> {});
    return new ManagerConnection(ManagerConnection.plainHttp(), storeBase(), clientBase(), retries);
  }

  /** The next answers are lost: the request is worked on, and 503 comes back. */
  public void loseAnswers(int count) {
    outages.set(count);
  }

  /** Whether from now on every request is one too many. */
  public void beBusy(boolean isBusy) {
    busy = isBusy;
  }

  /**
   * Completion endpoints are refused from now on.
   *
   * @param sent counted down by each
   * @param until each waits for it
   */
  public void refuseEndpoints(CountDownLatch sent, CountDownLatch until) {
    endpointSent = sent;
    refusingEndpoints = Optional.of(until);
  }

  /** Whether from now on every cancellation and refund is one too many. */
  public void beBusyForReversals(boolean isBusy) {
    busyForReversals = isBusy;
  }

  /** How often a completion endpoint was sent. */
  public int registrations() {
    return registrations.get();
  }

  /** How often one asked for keys. */
  public int keyReads() {
    return keyReads.get();
  }

  /** How often one asked for a settlement. */
  public int reads() {
    return reads.get();
  }

  /** From now on anything is taken, as a broken server would. */
  public void takeAnything() {
    lax = true;
  }

  /** The store has another key from now on: what the old one signed is not taken any more. */
  public void rotate(String storeId, SigningKey next) {
    register = TestManager.registerOf(storeId, next);
    verifier = new Verifier(register);
    tills = new Verifier(TestManager.registerOf(storeId, next, KeyRole.LOWER_STORE));
  }

  /** What is published of a store from now on, each as {@code GET /keys} shows it. */
  public void publishOfStore(String storeId, List<Object> jwks) {
    storeKeys.put("store=" + storeId, jwks);
  }

  public void publishOnly(TestManager key) {
    published.clear();
    published.add(key);
  }

  /** The key, and that it succeeds the first one. */
  public void publishNext(TestManager key, KeySuccession.Reason reason) {
    publishToo(key);
    successions.add(key.succeeding(TestManager.first(), reason));
  }

  void succession(Map<String, Object> succession) {
    successions.add(succession);
  }

  /** One that began after the others. */
  void publishServing(TestManager key) {
    publishToo(key);
    serving = key;
  }

  public void publishToo(TestManager key) {
    published.add(key);
  }

  /** The store's renewals are refused from now on. */
  public void refuseRenewals(ProtocolException refusal) {
    renewalRefusal = Optional.of(refusal);
  }

  /** The store's renewals are taken from now on. */
  public void takeRenewals() {
    renewalRefusal = Optional.empty();
  }

  /** Every renewal that was posted, in order. */
  public List<String> renewalBodies() {
    return List.copyOf(renewalBodies);
  }

  /** Every body that was posted to the settlements, in order. */
  public List<String> requestBodies() {
    return List.copyOf(requestBodies);
  }

  /** Every body that was posted to the cancellations and refunds, in order. */
  public List<String> reversalBodies() {
    return List.copyOf(reversalBodies);
  }

  public Optional<String> endpoint() {
    return endpoint;
  }

  /** Waits, ten seconds at most, until a store said where completions shall go. */
  public synchronized URI awaitEndpoint() throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (endpoint.isEmpty() && System.nanoTime() < end) {
      wait(100);
    }
    return URI.create(endpoint.orElseThrow());
  }

  private synchronized void setEndpoint(String url) {
    endpoint = Optional.of(url);
    notifyAll();
  }

  public String settlementOf(String requestId) {
    return settlements.get(requestId).id;
  }

  public String state(String requestId) {
    return settlements.get(requestId).state;
  }

  public Optional<String> receipt(String requestId) {
    return settlements.get(requestId).receipt;
  }

  /** A card paid. */
  public String pay(String requestId, TestManager signer) {
    Settled settled = settlements.get(requestId);
    synchronized (this) {
      settled.completion = Optional.of(signer.completion(settled.id, settled.request.compact()));
      settled.state = "COMPLETED";
      notifyAll();
    }
    return settled.completion.get();
  }

  /** Puts anything in message 3's place. */
  public synchronized void answerCompletionWith(String requestId, String message3) {
    settlements.get(requestId).completion = Optional.of(message3);
    settlements.get(requestId).state = "COMPLETED";
    notifyAll();
  }

  /** The settlement ended without payment. */
  public synchronized void end(String requestId, String state) {
    settlements.get(requestId).state = state;
    notifyAll();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange, work(exchange));
      } catch (ProtocolException e) {
        Problem problem = Problem.of(e);
        answer(exchange, new Answer(problem.status(), Problem.MEDIA_TYPE, problem.json()));
      }
    }
  }

  /** What goes back. */
  private record Answer(int status, String type, byte[] body) {
    static Answer json(int status, Map<String, ?> members) {
      return new Answer(status, "application/json", Json.write(members).getBytes(UTF_8));
    }

    static Answer jose(String compact) {
      return new Answer(200, "application/jose", compact.getBytes(US_ASCII));
    }
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    Answer sent = answer;
    if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      Problem lost = Problem.of(ErrorCode.UNAVAILABLE);
      sent = new Answer(lost.status(), Problem.MEDIA_TYPE, lost.json());
    }
    exchange.getResponseHeaders().set("Content-Type", sent.type());
    exchange.sendResponseHeaders(sent.status(), sent.body().length);
    exchange.getResponseBody().write(sent.body());
  }

  private Answer work(HttpExchange exchange) throws IOException {
    if (busy) {
      throw new ProtocolException(ErrorCode.TOO_MANY_REQUESTS, "too many requests");
    }
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (body.length > BODY_BYTES_MAX) {
      throw new ProtocolException(ErrorCode.BODY_TOO_LARGE, "too large");
    }
    String text = new String(body, US_ASCII);
    if (path.equals("/client/api/v1/keys/successions")) {
      return Answer.json(200, Map.of("successions", successions));
    }
    if (path.equals("/client/api/v1/keys")) {
      keyReads.incrementAndGet();
      String query = exchange.getRequestURI().getQuery();
      List<Object> ofAStore = query == null ? null : storeKeys.get(query);
      return ofAStore == null ? keys() : Answer.json(200, Map.of("keys", ofAStore));
    }
    if (path.endsWith("/api/v1/settlements") && !method.equals("GET")) {
      requireMethod(method, "POST");
      requireJose(exchange);
      return request(text);
    }
    if (path.equals("/store/api/v1/settlements")) {
      authenticate(exchange);
      return list(exchange.getRequestURI().getQuery());
    }
    if (path.equals("/store/api/v1/completion-endpoint")) {
      requireMethod(method, "PUT");
      String url = verifier.verify(text, CompletionEndpoint.class, clock.instant()).message().url();
      registrations.incrementAndGet();
      endpointSent.countDown();
      if (refusingEndpoints.isPresent()) {
        throw refusedEndpoint(refusingEndpoints.get());
      }
      setEndpoint(url);
      return Answer.json(200, Map.of());
    }
    if (path.equals("/store/api/v1/cancellations")) {
      reversalBodies.add(text);
      return cancel(verifier.verify(text, CancelRequest.class, clock.instant()));
    }
    if (path.equals("/store/api/v1/refunds")) {
      requireTime();
      reversalBodies.add(text);
      return refund(verifier.verify(text, RefundRequest.class, clock.instant()));
    }
    if (path.equals("/store/api/v1/orders")) {
      requireJose(exchange);
      return order(text);
    }
    if (path.startsWith("/store/api/v1/orders/")) {
      return orderState(path.split("/", -1)[5]);
    }
    if (path.equals("/store/api/v1/enrolments")) {
      return enrol(Json.object(body));
    }
    if (path.equals("/store/api/v1/enrolments/renewals")) {
      requireJose(exchange);
      return renewal(text);
    }
    if (path.endsWith("/receipt")) {
      return receipt(byId(path.split("/", -1)[5]), text);
    }
    if (path.startsWith("/store/api/v1/settlements/")) {
      authenticate(exchange);
      reads.incrementAndGet();
      Settled settled = byId(path.split("/", -1)[5]);
      return path.endsWith("/completion") ? completion(settled) : Answer.json(200, shown(settled));
    }
    throw new ProtocolException(ErrorCode.NOT_FOUND, "no such path");
  }

  private void requireTime() {
    if (busyForReversals) {
      throw new ProtocolException(ErrorCode.TOO_MANY_REQUESTS, "too many reversals");
    }
  }

  private static ProtocolException refusedEndpoint(CountDownLatch until) {
    try {
      if (!until.await(10, TimeUnit.SECONDS)) {
        return new ProtocolException(ErrorCode.UNAVAILABLE, "nobody waited");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ProtocolException.refused("completions are not pushed there");
  }

  private static void requireMethod(String method, String expected) {
    if (!method.equals(expected)) {
      throw new ProtocolException(ErrorCode.METHOD_NOT_ALLOWED, "not " + method);
    }
  }

  private static void requireJose(HttpExchange exchange) {
    if (!"application/jose".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      throw new ProtocolException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "not application/jose");
    }
  }

  private Answer keys() {
    List<Object> keys = new ArrayList<>();
    published.forEach(key -> keys.add(key.jwk(key.equals(serving) ? 1_700_000_000L : 0L)));
    return Answer.json(200, Map.of("keys", keys));
  }

  private Answer request(String message1) {
    requestBodies.add(message1);
    if (lax) {
      return Answer.json(
          201, taken(UuidV7.isCanonical(message1) ? message1 : Orders.SETTLEMENT, 0));
    }
    Signed<SettlementRequest> signed =
        verifier.verify(message1, SettlementRequest.class, clock.instant());
    SettlementRequest request = signed.message();
    Settled settled = settlements.get(request.requestId());
    if (settled == null) {
      Acceptance.addressedTo(request, TestManager.ID);
      Acceptance.timely(request, clock.instant());
      requireContract(request);
      settled =
          settlements.computeIfAbsent(request.requestId(), id -> new Settled(ids.next(), signed));
    }
    if (!settled.request.sameMessageAs(message1)) {
      throw new ProtocolException(ErrorCode.CONFLICTING_REPLAY, "another request had this id");
    }
    return Answer.json(201, taken(settled.id, request.exp()));
  }

  private static void requireContract(SettlementRequest request) {
    List<String> known = List.of(request.iss(), "bakery", "books");
    if (!request.lines().stream().allMatch(line -> known.contains(line.store()))) {
      throw ProtocolException.refused("no contract with this store");
    }
  }

  private Map<String, Object> taken(String settlementId, long expiresAt) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("settlementId", settlementId);
    members.put("state", "REQUESTED");
    members.put("payUrl", clientBase() + "/#settlement=" + settlementId);
    members.put("expiresAt", expiresAt);
    return members;
  }

  private void authenticate(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Bearer ")) {
      throw new ProtocolException(ErrorCode.SIGNATURE_REFUSED, "no bearer token");
    }
    StoreAuth token =
        verifier.verify(header.substring(7), StoreAuth.class, clock.instant()).message();
    Acceptance.addressedTo(token, TestManager.ID);
    Acceptance.timely(token, clock.instant());
  }

  private Answer list(String query) {
    List<Object> found = new ArrayList<>();
    for (Settled settled : settlements.values()) {
      boolean wanted =
          query.contains("requestId=" + settled.request.message().requestId())
              || query.contains("state=" + settled.state);
      if (wanted) {
        found.add(shown(settled));
      }
    }
    return Answer.json(200, Map.of("settlements", found));
  }

  private static Map<String, Object> shown(Settled settled) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("settlementId", settled.id);
    members.put("requestId", settled.request.message().requestId());
    members.put("state", settled.state);
    SettlementRequest request = settled.request.message();
    members.put("amount", request.amount().minor());
    members.put("currency", request.amount().currency().code());
    members.put(
        "lines",
        request.lines().stream()
            .map(line -> Map.of("store", line.store(), "amount", line.amountMinor()))
            .toList());
    members.put(
        "refunds", settled.refunds.values().stream().map(FakeManager::shownRefund).toList());
    return members;
  }

  private static Map<String, Object> shownRefund(Signed<RefundRequest> refund) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("refundId", refund.message().refundId());
    members.put("state", "DUE");
    members.put("amount", refund.message().amount().minor());
    members.put(
        "lines",
        refund.message().lines().stream()
            .map(line -> Map.of("store", line.store(), "amount", line.amountMinor()))
            .toList());
    return members;
  }

  private synchronized Answer order(String compact) {
    orderBodies.add(compact);
    Order order = tills.verify(compact, Order.class, clock.instant()).message();
    Acceptance.addressedTo(order, Orders.MALL);
    String before = orders.get(order.orderId());
    if (before == null) {
      Acceptance.timely(order, clock.instant());
      orders.put(order.orderId(), compact);
    } else if (!Signed.parse(before, Order.class).sameMessageAs(compact)) {
      throw new ProtocolException(ErrorCode.CONFLICTING_REPLAY, "another order had this id");
    }
    return Answer.json(201, Map.of("orderId", order.orderId(), "state", "OPEN"));
  }

  private synchronized Answer orderState(String orderId) {
    if (!orders.containsKey(orderId)) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "no such order");
    }
    return Answer.json(
        200,
        Map.of("orderId", orderId, "state", orderState, "expiresAt", 0, "receiptNumber", "r-1"));
  }

  /** Every order that was posted, in order. */
  public List<String> orderBodies() {
    return List.copyOf(orderBodies);
  }

  private synchronized Answer cancel(Signed<CancelRequest> message) {
    String requestId = message.message().requestId();
    if (!cancelled.contains(requestId)) {
      Acceptance.timely(message.message(), clock.instant());
      cancelled.add(requestId);
      Settled settled = settlements.get(requestId);
      if (settled != null && settled.state.equals("REQUESTED")) {
        settled.state = "CANCELLED";
      }
    }
    Settled settled = settlements.get(requestId);
    String state = settled == null ? "CANCELLED" : settled.state;
    return Answer.json(200, Map.of("requestId", requestId, "state", state));
  }

  private synchronized Answer refund(Signed<RefundRequest> message) {
    RefundRequest refund = message.message();
    Settled settled = byId(refund.settlementId());
    Signed<RefundRequest> kept = settled.refunds.get(refund.refundId());
    if (kept == null) {
      Acceptance.timely(refund, clock.instant());
      if (settled.completion.isEmpty()) {
        throw new ProtocolException(ErrorCode.NOT_REFUNDABLE, "not paid");
      }
      settled.refunds.put(refund.refundId(), message);
    } else if (!kept.sameMessageAs(message.compact())) {
      throw new ProtocolException(ErrorCode.CONFLICTING_REPLAY, "another refund had this id");
    }
    return Answer.json(201, Map.of("refundId", refund.refundId(), "state", "DUE"));
  }

  /** What was given back of a request, in minor units. */
  public long refunded(String requestId) {
    return settlements.get(requestId).refunds.values().stream()
        .mapToLong(refund -> refund.message().amount().minor())
        .sum();
  }

  private Settled byId(String id) {
    return settlements.values().stream()
        .filter(settled -> settled.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new ProtocolException(ErrorCode.NOT_FOUND, "no such settlement"));
  }

  private synchronized Answer completion(Settled settled) {
    if (settled.completion.isEmpty() && settled.state.equals("REQUESTED")) {
      throw new ProtocolException(ErrorCode.NOT_COMPLETED, "not completed yet");
    }
    if (settled.completion.isEmpty()) {
      throw new ProtocolException(
          ErrorCode.SETTLEMENT_ENDED, "it ended", Map.of("state", settled.state));
    }
    return Answer.jose(settled.completion.get());
  }

  private synchronized Answer receipt(Settled settled, String message4) {
    Signed<SettlementReceipt> signed =
        verifier.verify(message4, SettlementReceipt.class, clock.instant());
    if (settled.receipt.isPresent() && !signed.sameMessageAs(settled.receipt.get())) {
      throw new ProtocolException(ErrorCode.CONFLICTING_REPLAY, "another receipt is there");
    }
    settled.receipt = Optional.of(settled.receipt.orElse(message4));
    settled.state = "RECEIPTED";
    return Answer.json(200, Map.of("state", settled.state));
  }

  private Answer enrol(JsonMembers body) {
    if (!body.text("token").equals("good-token")) {
      throw new ProtocolException(ErrorCode.ENROLMENT_REFUSED, "no such invitation");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("storeId", Orders.MALL);
    members.put("managerId", TestManager.ID);
    members.put("kid", kidIn(body.text("certificationRequest")));
    if (waitsForTheOperator) {
      members.put("state", "PENDING");
      return Answer.json(202, members);
    }
    members.put("x5c", List.of());
    return Answer.json(201, members);
  }

  private synchronized Answer renewal(String compact) {
    renewalBodies.add(compact);
    if (renewalRefusal.isPresent()) {
      throw renewalRefusal.get();
    }
    byte[] before = renewals.get(compact);
    if (before != null) {
      return new Answer(201, "application/json", before);
    }
    KeyRenewal renewal = verifier.verify(compact, KeyRenewal.class, clock.instant()).message();
    Acceptance.timely(renewal, clock.instant());
    ECPublicKey next = keyIn(Base64Url.decode(renewal.certificationRequest()));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("storeId", renewal.iss());
    members.put("managerId", TestManager.ID);
    members.put("kid", PublicKeys.thumbprint(next));
    members.put("x5c", certifying.of(renewal.iss(), next, clock.instant()));
    verifier = new Verifier(also(renewal.iss(), next));
    Answer answer = Answer.json(201, members);
    renewals.put(compact, answer.body());
    return answer;
  }

  /** The key before is taken as well. */
  private KeyRegister also(String storeId, ECPublicKey next) {
    KeyRegister before = register;
    String kid = PublicKeys.thumbprint(next);
    KeyRecord record =
        new KeyRecord(
            kid, storeId, KeyRole.STORE, next, Instant.MIN, Instant.MAX, Optional.empty());
    register = asked -> asked.equals(kid) ? Optional.of(record) : before.byKid(asked);
    return register;
  }

  /** A P-256 key stands in a PKCS#10 request behind the same bytes always. */
  private static String kidIn(String pem) {
    return PublicKeys.thumbprint(
        keyIn(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
  }

  private static ECPublicKey keyIn(byte[] der) {
    String hex = HexFormat.of().formatHex(der);
    int start = hex.indexOf(P256_KEY_BEGIN);
    byte[] keyInfo = HexFormat.of().parseHex(hex.substring(start, start + 2 * 91));
    return PublicKeys.fromSubjectPublicKeyInfo(keyInfo);
  }
}

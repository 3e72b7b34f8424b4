package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.Message;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.card.TransactionId;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A manager and a mall behind the client API, honest until a test twists one of their messages. One
 * settlement, one card.
 */
final class FakeManager implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final String ID = "01934c3e-0000-7000-8000-000000000001";
  static final String OTHER_ID = "01934c3e-0000-7000-8000-000000000002";
  static final String VOID = "01934c3e-0000-7000-8000-000000000009";
  static final String REVERSAL = "01934c3e-0000-7000-8000-00000000000a";
  static final IsoCurrency YEN = IsoCurrency.of("JPY");

  final SigningKey managerKey = SigningKey.generate();
  final SigningKey mallKey = SigningKey.generate();
  final CardKey cardKey = CardKey.of(new byte[16]);
  final Instant now;
  final TestCa ca;
  final List<Map<String, Object>> successions = new ArrayList<>();
  final Map<String, List<Map<String, Object>>> published = new HashMap<>();
  final List<String> posted = new ArrayList<>();
  final List<String> commands = new ArrayList<>();
  final String message1;

  UnaryOperator<String> twist1 = compact -> compact;
  UnaryOperator<String> twist2 = compact -> compact;
  UnaryOperator<String> twist3 = compact -> compact;
  UnaryOperator<String> twist4 = compact -> compact;
  UnaryOperator<String> twist5 = compact -> compact;
  Optional<ErrorCode> cardRefusal = Optional.empty();
  boolean loseAnswers;
  boolean noReceipt;
  String state = "REQUESTED";

  /** Message 1's time has passed. */
  boolean expired;

  /** The store does not want it any more. */
  boolean cancelled;

  /** Requests whose path this holds for never arrive. */
  Predicate<String> loseRequest = path -> false;

  /** Requests whose path this holds for are worked on, and the answer is lost. */
  Predicate<String> loseAnswer = path -> false;

  /** Twists what a presentation answers. */
  UnaryOperator<Map<String, Object>> twistPresented = wish -> wish;

  boolean presentationsOffered = true;
  final Deque<Due> dues = new ArrayDeque<>();
  final Map<String, String> updateStates = new HashMap<>();
  Optional<String> completion = Optional.empty();

  private final HttpServer server;
  private final Map<Long, List<Issued>> issued = new TreeMap<>();
  private long lastDecided;

  /** What waits for the card. */
  record Due(String id, UpdateKind kind, long amount) {}

  private static final class Issued {
    private final String id;
    private final String kind;
    private final long amount;
    private final byte[] command;
    private final byte[] challenge;
    private final String message;
    private boolean open = true;

    private Issued(
        String id, String kind, long amount, byte[] command, byte[] challenge, String message) {
      this.id = id;
      this.kind = kind;
      this.amount = amount;
      this.command = command;
      this.challenge = challenge;
      this.message = message;
    }
  }

  FakeManager(Instant now) throws Exception {
    this.now = now;
    ca = new TestCa(now);
    message1 = Signed.by(mallKey, request("mall-1", "order-1", 480, 1500)).compact();
    published.put("", List.of(ca.published("manager", managerKey.publicKey())));
    published.put("mall-1", List.of(ca.published("mall-1", mallKey.publicKey())));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  URI base() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/client");
  }

  SettlementRequest request(String store, String requestId, long bread, long book) {
    long iat = now.getEpochSecond() - 10;
    return new SettlementRequest(
        store,
        "manager",
        requestId,
        new Amount(bread + book, YEN),
        "Two items",
        List.of(
            new RequestLine("bakery", bread, "Bread", "b-17"),
            new RequestLine("books", book, "A novel", "k-9")),
        iat,
        iat + 900);
  }

  /** Message 2 for any request, honestly made but for what the arguments say. */
  SettlementInformation information(String id, String request, String command, long iat) {
    return new SettlementInformation("manager", id, request, command, iat, iat + 900);
  }

  <T extends Message> String sign(T message) {
    return Signed.by(managerKey, message).compact();
  }

  ValueUpdate update(String id, UpdateKind kind, long amount, String command) {
    return new ValueUpdate(
        "manager",
        id,
        kind,
        kind.hasAmount() ? OptionalLong.of(amount) : OptionalLong.empty(),
        YEN,
        command,
        kind == UpdateKind.REFUND ? Optional.of(ID) : Optional.empty(),
        now.getEpochSecond(),
        now.getEpochSecond() + 900);
  }

  /** A card command for the card that proved itself. */
  String command(Initialize card, Operation operation, long amount, byte[] transactionId) {
    byte[] parameter =
        operation == Operation.DEBIT
            ? TransactionId.parameterOf(message1)
            : CardCommand.noParameter();
    return Base64Url.encode(
        cardKey.seal(
            new CardCommand(
                operation, FakeCard.YEN, amount, card.counter(), transactionId, parameter),
            card.challenge()));
  }

  SettlementReceipt receipt(String message3) {
    SettlementRequest request = Signed.parse(message1, SettlementRequest.class).message();
    return new SettlementReceipt(
        "mall-1",
        "manager",
        ID,
        request.requestId(),
        Base64Url.encode(Signed.parse(message3, SettlementCompletion.class).digest()),
        "r-1",
        request.amount(),
        request.lines().stream()
            .map(line -> new ReceiptLine(line.store(), line.amountMinor(), "r-" + line.store()))
            .toList(),
        now.getEpochSecond());
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().replaceFirst("^/client/api/v1/", "");
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int status = 200;
    String answer;
    if (loseRequest.test(path)) {
      exchange.close();
      return;
    }
    try {
      posted.add(path + " " + body);
      answer = answer(path, body);
    } catch (ProtocolException e) {
      status = e.code().status();
      Map<String, Object> problem = new HashMap<>(e.members());
      problem.put("code", e.code().code());
      problem.put("detail", e.detail());
      answer = Json.write(problem);
    }
    byte[] bytes = answer.getBytes(UTF_8);
    if (loseAnswer.test(path) || (loseAnswers && path.endsWith("card-answer"))) {
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String answer(String path, String body) {
    if (path.equals("keys/successions")) {
      return Json.write(Map.of("successions", successions));
    }
    if (path.startsWith("keys")) {
      String owner = path.contains("=") ? path.substring(path.indexOf('=') + 1) : "";
      return Json.write(Map.of("keys", published.getOrDefault(owner, List.of())));
    }
    if (path.equals("settlements/" + ID)) {
      Map<String, Object> settlement = new HashMap<>();
      settlement.put("state", state);
      settlement.put("expiresAt", now.getEpochSecond() + 900);
      if (completion.isEmpty()) {
        settlement.put("request", twist1.apply(message1));
      }
      return Json.write(settlement);
    }
    if (path.startsWith("settlements/" + ID + "/receipt")) {
      if (noReceipt) {
        throw new ProtocolException(ErrorCode.NOT_RECEIPTED, "not yet");
      }
      return twist4.apply(Signed.by(mallKey, receipt(completion.orElseThrow())).compact());
    }
    JsonMembers members = Json.object(body);
    return switch (path) {
      case "settlements", "settlements/" + ID + "/card" -> issueDebit(members);
      case "settlements/" + ID + "/card-answer" -> takeDebit(members);
      case "value-updates" -> issueLoad(members);
      case "presentations" -> present(members);
      default -> takeLoad(path, members);
    };
  }

  private static Initialize proof(JsonMembers members) {
    return Initialize.parse(Base64Url.decode(members.object("initialize").text("data")));
  }

  private String issueDebit(JsonMembers members) {
    if (cardRefusal.isPresent()) {
      throw new ProtocolException(cardRefusal.get(), "as the test says");
    }
    Initialize card = proof(members);
    requireNoDoubt(card);
    if (!List.of("REQUESTED", "ISSUED").contains(state)) {
      throw new ProtocolException(
          ErrorCode.SETTLEMENT_ENDED, "it has ended", Map.of("state", state));
    }
    String command = command(card, Operation.DEBIT, 1980, TransactionId.ofSettlement(ID));
    String honest = sign(information(ID, message1, command, now.getEpochSecond()));
    state = "ISSUED";
    return issue(card, new Due(ID, null, 1980), command, twist2.apply(honest), honest);
  }

  private String issueLoad(JsonMembers members) {
    if (cardRefusal.isPresent()) {
      throw new ProtocolException(cardRefusal.get(), "as the test says");
    }
    Initialize card = proof(members);
    requireNoDoubt(card);
    String id = members.text("updateId");
    long amount = members.integer("amount");
    return issueUpdate(card, new Due(id, UpdateKind.LOAD, amount));
  }

  private String issueUpdate(Initialize card, Due due) {
    Operation operation = due.kind().hasAmount() ? Operation.CREDIT : Operation.VOID;
    String command = command(card, operation, due.amount(), TransactionId.ofUpdate(due.id()));
    String honest = sign(update(due.id(), due.kind(), due.amount(), command));
    updateStates.put(due.id(), "ISSUED");
    return issue(card, due, command, twist5.apply(honest), honest);
  }

  private void requireNoDoubt(Initialize card) {
    if (!wanted(card).isEmpty()) {
      throw new ProtocolException(ErrorCode.COUNTER_IN_DOUBT, "present it first");
    }
  }

  private String issue(Initialize card, Due due, String command, String sent, String honest) {
    commands.add(command);
    issued
        .computeIfAbsent(card.counter(), counter -> new ArrayList<>())
        .add(
            new Issued(
                due.id(),
                due.kind() == null ? "PAYMENT" : due.kind().name(),
                due.amount(),
                Base64Url.decode(command),
                card.challenge(),
                honest));
    return sent;
  }

  private String takeDebit(JsonMembers members) {
    take(members.integer("counter"), Base64Url.decode(members.text("answer")), true);
    Map<String, Object> payment = new HashMap<>();
    payment.put("state", state);
    completion.ifPresent(message3 -> payment.put("completion", twist3.apply(message3)));
    return Json.write(payment);
  }

  private String takeLoad(String path, JsonMembers members) {
    String id = path.split("/", -1)[1];
    take(members.integer("counter"), Base64Url.decode(members.text("answer")), true);
    return Json.write(Map.of("updateId", id, "state", updateStates.get(id)));
  }

  /** The card's word: one command wins, the others of its counter are void. */
  private void take(long counter, byte[] answer, boolean tellsDeclined) {
    Issued won = null;
    CardResult result = null;
    for (Issued candidate : issued.getOrDefault(counter, List.of())) {
      Optional<CardAnswer> opened = opened(candidate, counter, answer);
      if (opened.isPresent()) {
        won = candidate;
        result = opened.get().result();
      }
    }
    if (won == null) {
      throw new ProtocolException(ErrorCode.ANSWER_NOT_ACCEPTED, "proves nothing");
    }
    lastDecided = Math.max(lastDecided, counter);
    for (Issued candidate : issued.get(counter)) {
      if (candidate.open && candidate != won) {
        candidate.open = false;
        lost(candidate);
      }
    }
    if (won.open) {
      won.open = false;
      won(won, result);
    }
    if (tellsDeclined && result != CardResult.DONE) {
      throw new ProtocolException(
          ErrorCode.CARD_DECLINED, "the card declined", Map.of("result", result.code()));
    }
  }

  private Optional<CardAnswer> opened(Issued candidate, long counter, byte[] answer) {
    try {
      return cardKey.open(answer, candidate.command, counter, candidate.challenge);
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private void won(Issued won, CardResult result) {
    boolean done = result == CardResult.DONE;
    if (!won.kind.equals("PAYMENT")) {
      updateStates.put(won.id, done ? "DONE" : "DECLINED");
      cardRefusal = Optional.empty();
      dues.removeIf(due -> due.id().equals(won.id));
    } else if (!done) {
      state = "DECLINED";
    } else if (cancelled) {
      state = "REVERSED";
      dues.add(new Due(REVERSAL, UpdateKind.REFUND, won.amount));
    } else {
      state = "COMPLETED";
      completion = Optional.of(message3(won.message));
    }
  }

  private void lost(Issued candidate) {
    if (!candidate.kind.equals("PAYMENT")) {
      updateStates.put(candidate.id, "REQUESTED");
    } else if (state.equals("ISSUED")) {
      state = cancelled ? "CANCELLED" : expired ? "EXPIRED" : "REQUESTED";
    }
  }

  private String message3(String message2) {
    return sign(
        new SettlementCompletion(
            "manager",
            "mall-1",
            ID,
            "order-1",
            message2,
            new Amount(1980, YEN),
            now.getEpochSecond(),
            Optional.empty()));
  }

  private List<Long> wanted(Initialize card) {
    return issued.entrySet().stream()
        .filter(entry -> entry.getKey() < card.counter())
        .filter(entry -> entry.getValue().stream().anyMatch(command -> command.open))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Takes answers; wants others; then hands out one update after the other. */
  private String present(JsonMembers members) {
    if (!presentationsOffered) {
      throw new ProtocolException(ErrorCode.NOT_YET, "not offered");
    }
    Initialize card = proof(members);
    Set<Long> told = new LinkedHashSet<>();
    if (members.has("answers")) {
      for (JsonMembers answer : members.objects("answers")) {
        take(answer.integer("counter"), Base64Url.decode(answer.text("answer")), false);
        told.add(answer.integer("counter"));
      }
    }
    told.add(lastDecided);
    Map<String, Object> wish = new HashMap<>();
    List<Long> wanted = wanted(card);
    wish.put("wanted", wanted);
    if (wanted.isEmpty()) {
      voidDue(card)
          .or(() -> Optional.ofNullable(dues.peek()))
          .ifPresent(due -> wish.put("update", issueUpdate(card, due)));
    }
    wish.put("results", results(told));
    return Json.write(twistPresented.apply(wish));
  }

  private Optional<Due> voidDue(Initialize card) {
    boolean doubt =
        issued.getOrDefault(card.counter(), List.of()).stream()
            .anyMatch(command -> command.open && command.kind.equals("PAYMENT"));
    return doubt && (expired || cancelled)
        ? Optional.of(new Due(VOID, UpdateKind.VOID, 0))
        : Optional.empty();
  }

  private List<Map<String, Object>> results(Set<Long> counters) {
    Map<String, Map<String, Object>> results = new LinkedHashMap<>();
    for (long counter : counters) {
      for (Issued command : issued.getOrDefault(counter, List.of())) {
        results.put(command.id, result(command));
      }
    }
    return List.copyOf(results.values());
  }

  private Map<String, Object> result(Issued command) {
    boolean payment = command.kind.equals("PAYMENT");
    Map<String, Object> result = new HashMap<>();
    result.put("id", command.id);
    result.put("kind", command.kind);
    result.put("state", payment ? state : updateStates.get(command.id));
    result.put("amount", command.amount);
    result.put("currency", "JPY");
    result.put("description", "Two items");
    if (payment || command.kind.equals("REFUND")) {
      result.put("store", "Bakery");
    }
    return result;
  }

  /** What another device brought: the answer that the card keeps. */
  void learnsFromAnotherDevice(long counter, byte[] answer) {
    take(counter, answer, false);
  }

  @Override
  public void close() {
    server.stop(0);
    cardKey.close();
  }
}

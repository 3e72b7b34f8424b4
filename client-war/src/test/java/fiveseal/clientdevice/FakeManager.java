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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * A manager and a mall behind the client API, honest until a test twists one of their messages. One
 * settlement, one card.
 */
final class FakeManager implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  static final String ID = "01934c3e-0000-7000-8000-000000000001";
  static final String OTHER_ID = "01934c3e-0000-7000-8000-000000000002";
  static final IsoCurrency YEN = IsoCurrency.of("JPY");

  final SigningKey managerKey = SigningKey.generate();
  final SigningKey mallKey = SigningKey.generate();
  final CardKey cardKey = CardKey.of(new byte[16]);
  final Instant now;
  final TestCa ca;
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
  Optional<String> due = Optional.empty();
  Optional<String> completion = Optional.empty();

  private final HttpServer server;
  private final Map<Long, List<Issued>> issued = new HashMap<>();

  private record Issued(byte[] command, byte[] challenge, String message) {}

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
    if (loseAnswers && path.endsWith("card-answer")) {
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String answer(String path, String body) {
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
    String command = command(card, Operation.DEBIT, 1980, TransactionId.ofSettlement(ID));
    String honest = sign(information(ID, message1, command, now.getEpochSecond()));
    state = "ISSUED";
    return issue(card, command, twist2.apply(honest), honest);
  }

  private String issueLoad(JsonMembers members) {
    if (cardRefusal.isPresent()) {
      throw new ProtocolException(cardRefusal.get(), "as the test says");
    }
    Initialize card = proof(members);
    String id = members.text("updateId");
    long amount = members.integer("amount");
    String command = command(card, Operation.CREDIT, amount, TransactionId.ofUpdate(id));
    String honest = sign(update(id, UpdateKind.LOAD, amount, command));
    return issue(card, command, twist5.apply(honest), honest);
  }

  private String issue(Initialize card, String command, String sent, String honest) {
    commands.add(command);
    issued
        .computeIfAbsent(card.counter(), counter -> new ArrayList<>())
        .add(new Issued(Base64Url.decode(command), card.challenge(), honest));
    return sent;
  }

  private String takeDebit(JsonMembers members) {
    long counter = members.integer("counter");
    Issued won = opened(counter, Base64Url.decode(members.text("answer")));
    state = "COMPLETED";
    completion =
        Optional.of(
            sign(
                new SettlementCompletion(
                    "manager",
                    "mall-1",
                    ID,
                    "order-1",
                    won.message(),
                    new Amount(1980, YEN),
                    now.getEpochSecond(),
                    Optional.empty())));
    return Json.write(Map.of("state", state, "completion", twist3.apply(completion.get())));
  }

  private String takeLoad(String path, JsonMembers members) {
    opened(members.integer("counter"), Base64Url.decode(members.text("answer")));
    return Json.write(Map.of("updateId", path.split("/", -1)[1], "state", "DONE"));
  }

  private Issued opened(long counter, byte[] answer) {
    for (Issued candidate : issued.getOrDefault(counter, List.of())) {
      try {
        CardAnswer opened =
            cardKey.open(answer, candidate.command(), counter, candidate.challenge()).orElseThrow();
        if (opened.result() != CardResult.DONE) {
          throw new ProtocolException(
              ErrorCode.CARD_DECLINED,
              "the card declined",
              Map.of("result", opened.result().code()));
        }
        return candidate;
      } catch (ProtocolException e) {
        if (e.code() != ErrorCode.ANSWER_NOT_ACCEPTED) {
          throw e;
        }
      }
    }
    throw new ProtocolException(ErrorCode.ANSWER_NOT_ACCEPTED, "proves nothing");
  }

  /** Wants the answer of the counter before; then has one VOID due, if the test says so. */
  private String present(JsonMembers members) {
    Initialize card = proof(members);
    Map<String, Object> wish = new HashMap<>();
    wish.put("wanted", List.of());
    wish.put("results", List.of());
    if (due.isPresent() && members.has("answers")) {
      opened(
          members.objects("answers").get(0).integer("counter"),
          Base64Url.decode(members.objects("answers").get(0).text("answer")));
      due = Optional.empty();
      cardRefusal = Optional.empty();
      wish.put(
          "results",
          List.of(
              Map.of(
                  "id",
                  ID,
                  "kind",
                  "VOID",
                  "state",
                  "DONE",
                  "amount",
                  0L,
                  "currency",
                  "JPY",
                  "description",
                  "An earlier payment")));
    } else if (due.isPresent()) {
      String command = command(card, Operation.VOID, 0, TransactionId.ofUpdate(due.get()));
      String honest = sign(update(due.get(), UpdateKind.VOID, 0, command));
      wish.put("update", issue(card, command, twist5.apply(honest), honest));
    }
    return Json.write(wish);
  }

  @Override
  public void close() {
    server.stop(0);
    cardKey.close();
  }
}

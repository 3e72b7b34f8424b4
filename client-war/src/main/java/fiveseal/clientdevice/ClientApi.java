package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.SuccessionProof;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The client API's requests. What they answer is believed by nobody before it is checked. */
final class ClientApi implements KeySource {
  private static final String REQUESTED = "REQUESTED";

  /** The states, of settlements and updates, in which a card's answer is awaited. */
  static final Set<String> OPEN = Set.of(REQUESTED, "ISSUED", "IN_DOUBT");

  private final ServerConnection server;

  ClientApi(ServerConnection server) {
    this.server = server;
  }

  @Override
  public List<OfferedKey> ofManager() {
    return keys("keys");
  }

  @Override
  public List<SuccessionProof> successions() {
    return read(
        server.get("keys/successions"),
        set -> set.objects("successions").stream().map(SuccessionProof::read).toList());
  }

  @Override
  public List<OfferedKey> ofStore(String storeId) {
    try {
      return keys("keys?store=" + URLEncoder.encode(storeId, UTF_8));
    } catch (ServerRefusal e) {
      if (e.is(ErrorCode.NOT_FOUND)) {
        return List.of();
      }
      throw e;
    }
  }

  private List<OfferedKey> keys(String path) {
    return read(server.get(path), set -> set.objects("keys").stream().map(OfferedKey::of).toList());
  }

  /** {@code request} is message 1, absent once the settlement is final. */
  record Asked(Optional<String> request, String state) {
    /** Whether the settlement may still be paid. */
    boolean isOpen() {
      return OPEN.contains(state);
    }

    /** Whether a command for a card has left the manager. */
    boolean wasIssued() {
      return isOpen() && !state.equals(REQUESTED);
    }
  }

  Asked settlement(String settlementId) {
    return read(
        server.get("settlements/" + settlementId),
        answer -> new Asked(answer.optionalText("request"), answer.text("state")));
  }

  /** Message 2 for a settlement that the manager has. */
  String information(String settlementId, PresentedCard card) {
    return server.post("settlements/" + settlementId + "/card", Map.of("initialize", card.proof()));
  }

  /** Message 2 for a message 1 that this device relays unchanged (claims 3 and 19). */
  String informationFor(String message1, PresentedCard card) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("request", message1);
    body.put("initialize", card.proof());
    return server.post("settlements", body);
  }

  /** {@code completion} is message 3, absent if the settlement ended otherwise. */
  record Answered(String state, Optional<String> completion) {
    /** Whether the manager still waits for a card's answer. */
    boolean isOpen() {
      return OPEN.contains(state);
    }
  }

  Answered paymentAnswer(String settlementId, long counter, byte[] answer) {
    return read(
        server.post("settlements/" + settlementId + "/card-answer", answerBody(counter, answer)),
        result -> new Answered(result.text("state"), result.optionalText("completion")));
  }

  /**
   * Message 4, or empty when it is not there after {@code waitSeconds}.
   *
   * @param waitSeconds 0 … 30
   */
  Optional<String> receipt(String settlementId, int waitSeconds) {
    try {
      return Optional.of(
          server.get("settlements/" + settlementId + "/receipt?wait=" + waitSeconds));
    } catch (ServerRefusal e) {
      if (e.is(ErrorCode.NOT_RECEIPTED)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Message 5 for a new load, or for the same load and card again. */
  String load(LoadOrder order, PresentedCard card) {
    return server.post("value-updates", order.body(card));
  }

  /** The update's state now. */
  String updateAnswer(String updateId, long counter, byte[] answer) {
    return read(
        server.post("value-updates/" + updateId + "/card-answer", answerBody(counter, answer)),
        result -> result.text("state"));
  }

  /** What the manager wants of a card that is there. */
  record Presentation(List<Long> wanted, Optional<String> update, List<Result> results) {}

  /**
   * What became of a payment or update of the card.
   *
   * @param amountMinor minor units; 0 where the kind has no amount
   * @param store the store's name, for a PAYMENT or REFUND
   */
  record Result(
      String id,
      String kind,
      String state,
      long amountMinor,
      IsoCurrency currency,
      Optional<String> store) {}

  Presentation present(PresentedCard card, Map<Long, byte[]> answers) {
    List<Map<String, Object>> answered = new ArrayList<>();
    answers.forEach((counter, answer) -> answered.add(answerBody(counter, answer)));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("initialize", card.proof());
    if (!answered.isEmpty()) {
      body.put("answers", answered);
    }
    return read(
        server.post("presentations", body),
        result ->
            new Presentation(
                result.integers("wanted"),
                result.optionalText("update"),
                result.objects("results").stream().map(ClientApi::result).toList()));
  }

  private static Result result(JsonMembers result) {
    String id = result.text("id");
    if (!UuidV7.isCanonical(id)) {
      // It names a file here.
      throw ProtocolException.malformed("id is not a UUID in lower case");
    }
    return new Result(
        id,
        result.text("kind"),
        result.text("state"),
        result.integer("amount"),
        IsoCurrency.of(result.text("currency")),
        result.optionalText("store"));
  }

  private static Map<String, Object> answerBody(long counter, byte[] answer) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("counter", counter);
    body.put("answer", Base64Url.encode(answer));
    return body;
  }

  private static <T> T read(String body, Function<JsonMembers, T> reader) {
    try {
      return reader.apply(Json.object(body));
    } catch (ProtocolException e) {
      throw new DeviceException(
          Outcome.SERVER,
          "The server's answer is not what the client API says ("
              + e.detail()
              + "); check --server.",
          e);
    }
  }
}

package fiveseal.testbed;

import fiveseal.protocol.JsonMembers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The operators' interface, as the one of them who bears the token. */
final class OperatorApi {

  private static final String API = "/store/operator/api/v1";

  private final Http http;
  private final String token;

  /**
   * @param token one operator's bearer token
   */
  OperatorApi(Http http, String token) {
    this.http = http;
    this.token = token;
  }

  /**
   * Registers a store, or finds it registered with the same data.
   *
   * @return the token for one enrolment
   */
  String register(DemoStore store) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("storeId", store.id());
    members.put("name", store.name());
    store.mall().ifPresent(mall -> members.put("mall", mall));
    members.put("commissionPerMille", store.commissionPerMille());
    members.put("feePerMille", store.feePerMille());
    return http.postJson(API + "/stores", token, members).require(201).json().text("token");
  }

  /** Creates a user of the consoles, or finds the same one. */
  void admit(DemoUser user, String password) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", user.name());
    members.put("displayName", user.displayName());
    members.put("role", user.role());
    user.store().ifPresent(store -> members.put("storeId", store));
    members.put("password", password);
    http.postJson(API + "/users", token, members).require(201);
  }

  /**
   * A voucher for one load.
   *
   * @param amountMinor minor units
   * @return its code
   */
  String voucher(long amountMinor, String currency) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("amount", amountMinor);
    members.put("currency", currency);
    return http.postJson(API + "/vouchers", token, members).require(201).json().text("code");
  }

  /** Everything that is stored of a settlement or an update. */
  Trace trace(String id) {
    return Trace.of(http.get(API + "/traces/" + id, token).require(200).json());
  }

  /** Whether all accounts of a currency add up to nothing. */
  boolean sumIsZero(String currency) {
    String body = http.get(API + "/balances/" + currency + "/sum", token).require(200).body();
    // A sum below zero would not even be an integer of the protocol.
    return body.replaceAll("\\s", "").matches(".*\"sum\":0[,}].*");
  }

  /**
   * A card as operators see it; its number goes in the body.
   *
   * @throws Trouble if there is no such card
   */
  JsonMembers card(String cardNumber) {
    return http.postJson(API + "/cards/view", token, Map.of("cardNumber", cardNumber))
        .require(200)
        .json();
  }

  /**
   * Orders a BLOCK, UNBLOCK or REKEY, due at the card's next presentation.
   *
   * @return the update's id
   */
  String order(String cardNumber, String kind) {
    return ordered(Map.of("cardNumber", cardNumber, "kind", kind));
  }

  /**
   * Orders LIMITS, due at the card's next presentation.
   *
   * @param balanceLimitMinor minor units
   * @param amountLimitMinor minor units of one debit or credit
   * @return the update's id
   */
  String orderLimits(String cardNumber, long balanceLimitMinor, long amountLimitMinor) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cardNumber", cardNumber);
    members.put("kind", "LIMITS");
    members.put("balanceLimit", balanceLimitMinor);
    members.put("amountLimit", amountLimitMinor);
    return ordered(members);
  }

  private String ordered(Map<String, ?> members) {
    return http.postJson(API + "/cards/orders", token, members)
        .require(201)
        .json()
        .text("updateId");
  }

  /**
   * Proposes a decision about a card; nothing happens before another operator approves it.
   *
   * @param kind REPLACE, RELEASE or REDEEM
   * @param successor for REPLACE only
   * @param closeDoubts give what is in doubt too
   * @return the decision's id
   */
  String propose(
      String kind,
      String cardNumber,
      Optional<String> successor,
      boolean closeDoubts,
      String reason) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", kind);
    members.put("cardNumber", cardNumber);
    successor.ifPresent(number -> members.put("successor", number));
    members.put("closeDoubts", closeDoubts);
    members.put("reason", reason);
    return http.postJson(API + "/decisions", token, members).require(201).json().text("decisionId");
  }

  /** Approves a decision, whatever comes back: its own proposer is refused. */
  Http.Reply approve(String decisionId) {
    return http.postJson(API + "/decisions/" + decisionId + "/approval", token, Map.of());
  }

  /** From now on nothing that the key signs is accepted. */
  void revoke(String storeId, String kid) {
    http.postJson(API + "/stores/" + storeId + "/keys/" + kid + "/revocation", token, Map.of())
        .require(204);
  }

  /** Where a delivery of message 3 stands, and its log. */
  Http.Reply delivery(String settlementId) {
    return http.get(API + "/deliveries/" + settlementId, token);
  }

  /** A page of deliveries or of a report, such as {@code /reports/doubts?limit=200}. */
  Http.Reply page(String pathAndQuery) {
    return http.get(API + pathAndQuery, token);
  }

  /** Whatever is posted, such as {@code /keys/ceremonies}. */
  Http.Reply post(String path, Map<String, ?> members) {
    return http.postJson(API + path, token, members);
  }

  /** Message 3 is to be delivered again. */
  Http.Reply resend(String settlementId) {
    return http.postJson(API + "/deliveries/" + settlementId + "/resend", token, Map.of());
  }
}

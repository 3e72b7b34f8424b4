package fiveseal.testbed;

import java.util.LinkedHashMap;
import java.util.Map;

/** The operator's interface. */
final class OperatorApi {

  private static final String API = "/store/operator/api/v1";

  private final Http http;
  private final String token;

  /**
   * @param token the operator's bearer token
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

  /** Message 3 is to be delivered again. */
  Http.Reply resend(String settlementId) {
    return http.postJson(API + "/deliveries/" + settlementId + "/resend", token, Map.of());
  }
}

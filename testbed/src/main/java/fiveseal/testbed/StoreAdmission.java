package fiveseal.testbed;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.jws.SigningKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings a store into the mall: registered by the operator, its key certified by its own request.
 */
final class StoreAdmission {

  private final Http http;
  private final OperatorApi operator;

  StoreAdmission(Http http, OperatorApi operator) {
    this.http = http;
    this.operator = operator;
  }

  /** Registers and enrols a store unless the manager knows its key already. */
  void admit(DemoStore store, SigningKey key) {
    if (!knows(store.id(), key.kid())) {
      enrol(operator.register(store), store.id(), key);
    }
  }

  private boolean knows(String storeId, String kid) {
    return http
        .get("/client/api/v1/keys?store=" + storeId)
        .require(200)
        .json()
        .objects("keys")
        .stream()
        .anyMatch(jwk -> jwk.text("kid").equals(kid));
  }

  /**
   * Has a key certified.
   *
   * @param token from the store's registration
   */
  void enrol(String token, String storeId, SigningKey key) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("token", token);
    members.put("certificationRequest", key.certificationRequest(storeId));
    JsonMembers enrolled = http.postJson("/store/api/v1/enrolments", members).require(201).json();
    if (!enrolled.text("kid").equals(key.kid())) {
      throw new Trouble("The manager certified another key than that of " + storeId + ".");
    }
  }
}

package fiveseal.testbed;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every method of every interface, by what it lets in; and every servlet. A new one has its line
 * here, and if it names something of a store's, what {@link EndpointMatrixIT} asks of it.
 */
final class EndpointTable {

  /** What proves that the caller may. */
  enum Door {
    /** A store's bearer token for the manager. */
    STORE,
    /** The bearer token of the mall or one of its lower stores, for the mall. */
    MALL,
    /** One of the two operators' tokens. */
    OPERATOR,
    /** The signed message that is the body. */
    MESSAGE,
    /** Nothing, or the card: whoever asks is answered alike. */
    ANYBODY
  }

  static final Map<String, Door> DOORS = new TreeMap<>();

  /** Servlets by their addresses; who finds them. */
  static final Map<String, String> SERVLETS = new TreeMap<>();

  static {
    put(
        Door.STORE,
        "GET /store/api/v1/settlements",
        "GET /store/api/v1/settlements/{id}",
        "GET /store/api/v1/settlements/{id}/completion");
    put(
        Door.MALL,
        "GET /store/api/v1/orders/{id}",
        "POST /store/mall/v1/bundles",
        "PUT /store/mall/v1/goods/{id}",
        "PUT /store/mall/v1/goods/{id}/picture",
        "PUT /store/mall/v1/stores/{id}");
    put(
        Door.MESSAGE,
        "POST /store/api/v1/settlements",
        "POST /store/api/v1/settlements/{id}/receipt",
        "POST /store/api/v1/refunds",
        "POST /store/api/v1/cancellations",
        "POST /store/api/v1/orders",
        "PUT /store/api/v1/completion-endpoint",
        "POST /store/api/v1/enrolments/renewals",
        "POST /store/mall/v1/completions");
    put(
        Door.OPERATOR,
        "POST /store/operator/api/v1/stores",
        "POST /store/operator/api/v1/stores/{id}/keys/{kid}/revocation",
        "POST /store/operator/api/v1/users",
        "POST /store/operator/api/v1/vouchers",
        "GET /store/operator/api/v1/traces/{id}",
        "GET /store/operator/api/v1/balances/{currency}/sum",
        "POST /store/operator/api/v1/cards/view",
        "POST /store/operator/api/v1/cards/orders",
        "POST /store/operator/api/v1/decisions",
        "POST /store/operator/api/v1/decisions/{id}/approval",
        "GET /store/operator/api/v1/deliveries",
        "GET /store/operator/api/v1/deliveries/{settlementId}",
        "POST /store/operator/api/v1/deliveries/{settlementId}/resend",
        "GET /store/operator/api/v1/reports/doubts",
        "GET /store/operator/api/v1/reports/receipts",
        "GET /store/operator/api/v1/bureaus",
        "POST /store/operator/api/v1/bureaus",
        "POST /store/operator/api/v1/bureaus/{id}/retirement",
        "GET /store/operator/api/v1/card-batches",
        "POST /store/operator/api/v1/card-batches",
        "GET /store/operator/api/v1/card-batches/{id}",
        "POST /store/operator/api/v1/card-batches/{id}/approval",
        "POST /store/operator/api/v1/card-batches/{id}/closing",
        "POST /store/operator/api/v1/card-batches/{id}/file",
        "POST /store/operator/api/v1/card-batches/{id}/report",
        "GET /store/operator/api/v1/compromises/preview",
        "GET /store/operator/api/v1/keys",
        "GET /store/operator/api/v1/keys/ceremonies",
        "POST /store/operator/api/v1/keys/ceremonies",
        "POST /store/operator/api/v1/keys/ceremonies/{id}/approval",
        "GET /store/operator/api/v1/openapi.json");
    put(
        Door.ANYBODY,
        "GET /store/api/v1/openapi.json",
        "GET /store/mall/v1/openapi.json",
        "POST /store/api/v1/enrolments",
        "GET /client/api/v1/keys",
        "GET /client/api/v1/keys/successions",
        "GET /client/api/v1/crl",
        "GET /client/api/v1/openapi.json",
        "POST /client/api/v1/settlements",
        "GET /client/api/v1/settlements/{id}",
        "POST /client/api/v1/settlements/{id}/card",
        "POST /client/api/v1/settlements/{id}/card-answer",
        "GET /client/api/v1/settlements/{id}/receipt",
        "POST /client/api/v1/value-updates",
        "POST /client/api/v1/value-updates/{id}/card",
        "POST /client/api/v1/value-updates/{id}/card-answer",
        "POST /client/api/v1/presentations",
        "GET /card-sim/api/v1/openapi.json",
        "POST /card-sim/api/v1/cards",
        "GET /card-sim/api/v1/readers",
        "GET /card-sim/api/v1/readers/{reader}",
        "PUT /card-sim/api/v1/readers/{reader}/card",
        "DELETE /card-sim/api/v1/readers/{reader}/card",
        "POST /card-sim/api/v1/readers/{reader}/apdu",
        "POST /card-sim/api/v1/readers/{reader}/faults");

    for (String address :
        List.of(
            "/store/basket/put",
            "/store/basket/set",
            "/store/basket/accept",
            "/store/order/make",
            "/store/order/cancel",
            "/store/order/status",
            "/store/pictures/*",
            "/store/receipt.pdf",
            "/store/preferences",
            "/store/logout")) {
      SERVLETS.put(address, PageTable.EVERYBODY);
    }
    SERVLETS.put("/store/console/settlements.csv", PageTable.STORES);
    SERVLETS.put("/store/operator/account.csv", PageTable.OPERATION);
    SERVLETS.put("/store/operator/compromise.csv", PageTable.OPERATION);
    // Of the descriptors: all pages, which PageMatrixIT looks at, and what refusals look like.
    for (String mapping : List.of("/store *.xhtml", "/store /error", "/client /error")) {
      SERVLETS.put(mapping, PageTable.EVERYBODY);
    }
    SERVLETS.put("/card-sim /error", PageTable.EVERYBODY);
  }

  private EndpointTable() {}

  private static void put(Door door, String... methods) {
    for (String method : methods) {
      DOORS.put(method, door);
    }
  }
}

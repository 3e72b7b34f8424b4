package fiveseal.testbed;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Order;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The mall's interface, as its lower stores' programs and its own desk call it. */
final class MallApi {

  static final String API = "/store/mall/v1";
  static final String ORDERS = Till.STORE_API + "/orders";

  private final Http http;
  private final String mallId;
  private final InstantSource clock;

  MallApi(Http http, String mallId, InstantSource clock) {
    this.http = http;
    this.mallId = mallId;
    this.clock = clock;
  }

  /** Somebody who signs: the mall itself or one of its lower stores. */
  record Party(String id, SigningKey key) {}

  /** A bearer token for the mall. */
  String bearer(Party party) {
    long now = now();
    return Signed.by(
            party.key(),
            new StoreAuth(party.id(), mallId, UUID.randomUUID().toString(), now, now + 120))
        .compact();
  }

  /** A till's order over an amount in minor units. */
  Signed<Order> order(Party store, String orderId, long amountMinor, String description) {
    long now = now();
    return Signed.by(
        store.key(),
        new Order(
            store.id(),
            mallId,
            orderId,
            Amount.of(amountMinor, Demo.CURRENCY),
            description,
            now,
            now + 3600));
  }

  Http.Reply send(Signed<Order> order) {
    return http.postJose(ORDERS, order.compact());
  }

  /** How an order stands, as its store sees it. */
  Http.Reply order(Party store, String orderId) {
    return http.get(ORDERS + "/" + orderId, bearer(store));
  }

  /** One payment for orders of several tills, by store. */
  Http.Reply bundle(Party mall, List<Map<String, String>> orders) {
    return http.postJson(API + "/bundles", bearer(mall), Map.of("orders", orders));
  }

  /** A till's order as a bundle names it. */
  static Map<String, String> named(Signed<Order> order) {
    return Map.of("store", order.message().iss(), "orderId", order.message().orderId());
  }

  /** Sets what shoppers read of a lower store beside its name, and whether the shop has it. */
  Http.Reply putStore(Party mall, String storeId, String description, boolean shown) {
    return http.putJson(
        API + "/stores/" + storeId,
        bearer(mall),
        Map.of("description", description, "shown", shown));
  }

  /** Adds a good to the shop, or sets what it is. */
  Http.Reply putGood(Party store, DemoGood good) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("store", good.store());
    members.put("name", good.name());
    members.put("description", good.description());
    members.put("amount", good.priceMinor());
    members.put("currency", Demo.CURRENCY);
    members.put("state", "FOR_SALE");
    return http.putJson(API + "/goods/" + good.id(), bearer(store), members);
  }

  Http.Reply putPicture(Party store, String goodId, byte[] png) {
    return http.putBytes(API + "/goods/" + goodId + "/picture", bearer(store), "image/png", png);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}

package fiveseal.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of message 1: what one store or lower store sells.
 *
 * @param amountMinor minor units, 1 … 2147483647
 */
public record RequestLine(String store, long amountMinor, String description, String orderRef) {
  public RequestLine {
    Members.requireId(store, "store");
    Amount.requireInRange(amountMinor);
    Members.requireText(description, "description");
    Members.requireId(orderRef, "orderRef");
  }

  static RequestLine read(JsonMembers members) {
    RequestLine line =
        new RequestLine(
            members.text("store"),
            members.integer("amount"),
            members.text("description"),
            members.text("orderRef"));
    members.end();
    return line;
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("store", store);
    members.put("amount", amountMinor);
    members.put("description", description);
    members.put("orderRef", orderRef);
    return members;
  }
}

package fiveseal.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one store or lower store gives back.
 *
 * @param amountMinor minor units, 1 … 2147483647
 */
public record RefundLine(String store, long amountMinor) {
  public RefundLine {
    Members.requireId(store, "store");
    Amount.requireInRange(amountMinor);
  }

  static RefundLine read(JsonMembers members) {
    RefundLine line = new RefundLine(members.text("store"), members.integer("amount"));
    members.end();
    return line;
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("store", store);
    members.put("amount", amountMinor);
    return members;
  }
}

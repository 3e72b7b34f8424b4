package fiveseal.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of message 4.
 *
 * @param amountMinor minor units, 1 … 2147483647
 */
public record ReceiptLine(String store, long amountMinor, String receiptNumber) {
  public ReceiptLine {
    Members.requireId(store, "store");
    Amount.requireInRange(amountMinor);
    Members.requireId(receiptNumber, "receiptNumber");
  }

  static ReceiptLine read(JsonMembers members) {
    ReceiptLine line =
        new ReceiptLine(
            members.text("store"), members.integer("amount"), members.text("receiptNumber"));
    members.end();
    return line;
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("store", store);
    members.put("amount", amountMinor);
    members.put("receiptNumber", receiptNumber);
    return members;
  }
}

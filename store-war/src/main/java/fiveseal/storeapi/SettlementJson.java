package fiveseal.storeapi;

import fiveseal.manager.SettlementLine;
import fiveseal.manager.SettlementPage;
import fiveseal.manager.StoreRefund;
import fiveseal.manager.StoreSettlement;
import java.util.LinkedHashMap;
import java.util.Map;

/** A settlement as JSON tells it to its store. */
final class SettlementJson {
  private SettlementJson() {}

  static Map<String, Object> of(SettlementPage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("settlements", page.settlements().stream().map(SettlementJson::of).toList());
    page.next().ifPresent(next -> members.put("next", next));
    return members;
  }

  static Map<String, Object> of(StoreSettlement settlement) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("settlementId", settlement.settlementId());
    members.put("requestId", settlement.requestId());
    members.put("state", settlement.state());
    members.put("amount", settlement.amountMinor());
    members.put("currency", settlement.currency());
    members.put("lines", settlement.lines().stream().map(SettlementJson::of).toList());
    members.put("refunds", settlement.refunds().stream().map(SettlementJson::of).toList());
    members.put("expiresAt", settlement.expiresAt());
    settlement.completedAt().ifPresent(at -> members.put("completedAt", at));
    return members;
  }

  private static Map<String, Object> of(SettlementLine line) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("store", line.store());
    members.put("amount", line.amountMinor());
    members.put("description", line.description());
    members.put("orderRef", line.orderRef());
    return members;
  }

  private static Map<String, Object> of(StoreRefund refund) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("refundId", refund.refundId());
    members.put("state", refund.state());
    members.put("amount", refund.amountMinor());
    members.put("lines", refund.lines().stream().map(SettlementJson::of).toList());
    return members;
  }

  private static Map<String, Object> of(StoreRefund.Line line) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("store", line.store());
    members.put("amount", line.amountMinor());
    return members;
  }
}

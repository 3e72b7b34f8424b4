package fiveseal.operator;

import fiveseal.manager.DeliveryLog;
import fiveseal.manager.DeliveryPage;
import fiveseal.manager.StoreDelivery;
import java.util.LinkedHashMap;
import java.util.Map;

/** Deliveries as JSON tells them to the operator. */
final class DeliveryJson {
  private DeliveryJson() {}

  static Map<String, Object> of(DeliveryPage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("deliveries", page.deliveries().stream().map(DeliveryJson::of).toList());
    page.next().ifPresent(next -> members.put("next", next));
    return members;
  }

  static Map<String, Object> of(DeliveryLog log) {
    Map<String, Object> members = of(log.delivery());
    members.put("log", log.attempts().stream().map(DeliveryJson::of).toList());
    return members;
  }

  private static Map<String, Object> of(StoreDelivery delivery) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("settlementId", delivery.settlementId());
    members.put("store", delivery.storeId());
    members.put("failures", delivery.attempts());
    members.put("lastOutcome", delivery.lastOutcome());
    delivery.nextAttemptAt().ifPresent(at -> members.put("nextAttemptAt", at));
    delivery.acknowledgedAt().ifPresent(at -> members.put("acknowledgedAt", at));
    return members;
  }

  private static Map<String, Object> of(DeliveryLog.Attempt attempt) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cause", attempt.cause());
    members.put("outcome", attempt.outcome());
    members.put("acknowledged", attempt.acknowledged());
    members.put("at", attempt.at());
    return members;
  }
}

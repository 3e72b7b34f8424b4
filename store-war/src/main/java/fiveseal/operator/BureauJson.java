package fiveseal.operator;

import fiveseal.manager.BatchImport;
import fiveseal.manager.BureauPage;
import fiveseal.manager.BureauView;
import fiveseal.manager.CardBatchPage;
import fiveseal.manager.CardBatchView;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bureaus and batches as JSON tells them to operators. */
final class BureauJson {
  private BureauJson() {}

  static Map<String, Object> of(BureauView bureau) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("bureauId", bureau.bureauId());
    members.put("name", bureau.name());
    members.put("kid", bureau.kid());
    members.put("registeredBy", bureau.registeredBy());
    members.put("registeredAt", bureau.registeredAt());
    bureau.retiredAt().ifPresent(at -> members.put("retiredAt", at));
    return members;
  }

  static Map<String, Object> of(BureauPage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("bureaus", page.bureaus().stream().map(BureauJson::of).toList());
    page.next().ifPresent(next -> members.put("next", next));
    return members;
  }

  static Map<String, Object> of(CardBatchView batch) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("batchId", batch.batchId());
    members.put("bureau", batch.bureau().bureauId());
    members.put("bureauKid", batch.bureau().kid());
    members.put("state", batch.state());
    members.put("currency", batch.currency());
    members.put("balanceLimit", batch.balanceLimitMinor());
    members.put("amountLimit", batch.amountLimitMinor());
    members.put("keyVersion", batch.keyVersion());
    members.put("cards", batch.cards());
    members.put("personalized", batch.personalized());
    members.put("spoilt", batch.spoilt());
    members.put("orderedBy", batch.orderedBy());
    members.put("orderedAt", batch.orderedAt());
    batch.approvedBy().ifPresent(by -> members.put("approvedBy", by));
    batch.approvedAt().ifPresent(at -> members.put("approvedAt", at));
    batch.closedBy().ifPresent(by -> members.put("closedBy", by));
    batch.closedAt().ifPresent(at -> members.put("closedAt", at));
    return members;
  }

  static Map<String, Object> of(CardBatchPage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("batches", page.batches().stream().map(BureauJson::of).toList());
    page.next().ifPresent(next -> members.put("next", next));
    return members;
  }

  static Map<String, Object> of(BatchImport imported) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("personalized", imported.personalized());
    members.put("spoilt", imported.spoilt());
    members.put("unchanged", imported.unchanged());
    members.put("refused", imported.refused().stream().map(BureauJson::of).toList());
    return members;
  }

  private static Map<String, Object> of(BatchImport.Refused refused) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("line", refused.line());
    members.put("card", refused.card());
    members.put("reason", refused.reason().name());
    return members;
  }
}

package fiveseal.operator;

import fiveseal.manager.AgeCounts;
import fiveseal.manager.DoubtPage;
import fiveseal.manager.OutstandingReceiptPage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reports as JSON tells them to the operator. */
final class ReportJson {
  private ReportJson() {}

  static Map<String, Object> of(DoubtPage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ages", of(page.ages()));
    members.put("doubts", page.doubts().stream().map(ReportJson::of).toList());
    page.next().ifPresent(next -> members.put("next", next));
    return members;
  }

  static Map<String, Object> of(OutstandingReceiptPage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ages", of(page.ages()));
    members.put("receipts", page.receipts().stream().map(ReportJson::of).toList());
    page.next().ifPresent(next -> members.put("next", next));
    return members;
  }

  private static Map<String, Object> of(AgeCounts ages) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("under1h", ages.underHour());
    members.put("under24h", ages.underDay());
    members.put("under3d", ages.underThreeDays());
    members.put("older", ages.older());
    return members;
  }

  private static Map<String, Object> of(DoubtPage.Doubt doubt) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", doubt.id());
    members.put("kind", doubt.kind());
    doubt.storeId().ifPresent(store -> members.put("store", store));
    doubt.maskedCardNumber().ifPresent(card -> members.put("card", card));
    doubt.amountMinor().ifPresent(amount -> members.put("amount", amount));
    members.put("currency", doubt.currency());
    members.put("since", doubt.since());
    return members;
  }

  private static Map<String, Object> of(OutstandingReceiptPage.OutstandingReceipt receipt) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("settlementId", receipt.settlementId());
    members.put("store", receipt.storeId());
    members.put("requestId", receipt.requestId());
    members.put("amount", receipt.amountMinor());
    members.put("currency", receipt.currency());
    members.put("completedAt", receipt.completedAt());
    return members;
  }
}

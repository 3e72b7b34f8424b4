package fiveseal.operator;

import fiveseal.manager.CardDecision;
import fiveseal.manager.CardView;
import java.util.LinkedHashMap;
import java.util.Map;

/** A card, and what was decided about it, as JSON tells it to operators; card numbers masked. */
final class CardJson {
  private CardJson() {}

  static Map<String, Object> of(CardView card) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("card", card.card());
    members.put("currency", card.currency());
    members.put("life", card.life());
    members.put("keyVersion", card.keyVersion());
    members.put("nextCounter", card.nextCounter());
    members.put("balance", card.balanceMinor());
    members.put("balanceLimit", card.balanceLimitMinor());
    members.put("amountLimit", card.amountLimitMinor());
    members.put("blocked", card.blocked());
    card.stopped().ifPresent(reason -> members.put("stopped", reason));
    card.successor().ifPresent(successor -> members.put("successor", successor));
    members.put("open", card.open().stream().map(CardJson::of).toList());
    members.put("due", card.due().stream().map(CardJson::of).toList());
    members.put("discrepancies", card.discrepancies().stream().map(CardJson::of).toList());
    members.put("decisions", card.decisions().stream().map(CardJson::of).toList());
    return members;
  }

  static Map<String, Object> of(CardDecision decision) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("decisionId", decision.decisionId());
    members.put("kind", decision.kind());
    members.put("card", decision.card());
    decision.successor().ifPresent(successor -> members.put("successor", successor));
    members.put("closeDoubts", decision.closeDoubts());
    members.put("reason", decision.reason());
    members.put("proposedBy", decision.proposedBy());
    decision.approvedBy().ifPresent(operator -> members.put("approvedBy", operator));
    return members;
  }

  private static Map<String, Object> of(CardView.OpenCommand command) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("counter", command.counter());
    members.put("operation", command.operation());
    members.put("amount", command.amountMinor());
    members.put("id", command.id());
    members.put("state", command.state());
    members.put("issuedAt", command.issuedAt());
    return members;
  }

  private static Map<String, Object> of(CardView.DueUpdate update) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", update.id());
    members.put("kind", update.kind());
    members.put("state", update.state());
    members.put("amount", update.amountMinor());
    return members;
  }

  private static Map<String, Object> of(CardView.Discrepancy discrepancy) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("reason", discrepancy.reason());
    members.put("counter", discrepancy.counter());
    members.put("seenAt", discrepancy.seenAt());
    return members;
  }
}

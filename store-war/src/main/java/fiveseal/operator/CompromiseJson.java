package fiveseal.operator;

import fiveseal.manager.Affected;
import fiveseal.manager.CompromisePage;
import fiveseal.manager.CompromiseStep;
import fiveseal.manager.CompromiseSummary;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a stolen key may have touched, as JSON tells it to operators. */
final class CompromiseJson {
  private CompromiseJson() {}

  /** The first page. */
  static Map<String, Object> of(CompromiseSummary summary, CompromisePage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", summary.key().kind().name());
    members.put("key", summary.key().key());
    members.put("stolenAt", summary.key().stolenAt().getEpochSecond());
    summary.store().ifPresent(store -> members.put("store", store));
    summary.mall().ifPresent(mall -> members.put("mall", mall));
    members.put("counts", counts(summary));
    members.put("totals", summary.totals().stream().map(CompromiseJson::of).toList());
    members.put("plan", summary.plan().stream().map(CompromiseJson::of).toList());
    members.putAll(of(page));
    return members;
  }

  /** Any page. */
  static Map<String, Object> of(CompromisePage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("affected", page.affected().stream().map(CompromiseJson::of).toList());
    page.next().ifPresent(next -> members.put("next", next));
    return members;
  }

  private static Map<String, Object> counts(CompromiseSummary summary) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("rows", summary.rows());
    members.put("settlements", summary.settlements());
    members.put("stores", summary.stores());
    members.put("cards", summary.cards());
    members.put("more", summary.isMore());
    return members;
  }

  private static Map<String, Object> of(CompromiseSummary.Total total) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("currency", total.currency());
    members.put("amount", total.amountMinor());
    return members;
  }

  private static Map<String, Object> of(CompromiseStep step) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("step", step.name());
    members.put("sentence", step.sentence());
    return members;
  }

  private static Map<String, Object> of(Affected row) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("what", row.what());
    members.put("id", row.id());
    row.at().ifPresent(at -> members.put("at", at));
    row.store().ifPresent(store -> members.put("store", store));
    row.mall().ifPresent(mall -> members.put("mall", mall));
    row.settlementId().ifPresent(id -> members.put("settlementId", id));
    row.card().ifPresent(card -> members.put("card", card));
    row.reference().ifPresent(reference -> members.put("reference", reference));
    row.amountMinor().ifPresent(amount -> members.put("amount", amount));
    row.currency().ifPresent(currency -> members.put("currency", currency));
    row.state().ifPresent(state -> members.put("state", state));
    return members;
  }
}

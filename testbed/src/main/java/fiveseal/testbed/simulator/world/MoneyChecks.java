package fiveseal.testbed.simulator.world;

import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Invariant 1: nothing is made, nothing is lost, and everyone has what is due. */
final class MoneyChecks {
  private final SimulatedDatabase database;
  private final List<ModelCard> cards;

  MoneyChecks(SimulatedDatabase database, List<ModelCard> cards) {
    this.database = database;
    this.cards = cards;
  }

  /** Balances by account kind and owner, in minor units of the world's one currency. */
  private Map<String, Long> balances() {
    Map<Long, String> names = new HashMap<>();
    for (Row account : database.rows("account")) {
      names.put(account.number("account_id"), account.text("kind") + ' ' + account.text("owner"));
    }
    Map<String, Long> balances = new HashMap<>();
    for (Row transfer : database.rows("transfer")) {
      long amount = transfer.number("amount_minor");
      balances.merge(names.get(transfer.number("debit_account_id")), -amount, Long::sum);
      balances.merge(names.get(transfer.number("credit_account_id")), amount, Long::sum);
    }
    return balances;
  }

  void checkAlways() {
    Map<String, Long> balances = balances();
    long outside = 0;
    long doubt = 0;
    for (Map.Entry<String, Long> balance : balances.entrySet()) {
      if (!balance.getKey().startsWith("CARD ")) {
        outside += balance.getValue();
      }
    }
    long inCards = 0;
    for (ModelCard card : cards) {
      String number = card.number().digits();
      Row row = database.rows("card", "card_number", number).get(0);
      long ledger = balances.getOrDefault("CARD " + number, 0L);
      Violation.unless(
          row.number("balance_minor") == ledger,
          "the card's account is its balance",
          number
              + " has "
              + ledger
              + " in the ledger, "
              + row.number("balance_minor")
              + " on record");
      inCards += card.balance();
      for (Execution execution : card.history()) {
        if (execution.counter() >= row.number("next_counter")) {
          doubt += execution.before() - execution.after();
        }
      }
    }
    Violation.unless(
        outside + inCards + doubt == 0,
        "conservation",
        "cards hold " + inCards + ", others " + outside + ", in doubt " + doubt);
    Violation.unless(
        balances.getOrDefault("LOAD_IN_TRANSIT operator", 0L) >= 0,
        "nothing is in transit twice",
        balances.toString());
  }

  /** What every store has is what its completed lines say, less commission and fee. */
  void checkAtEnd() {
    Map<String, Row> stores = new HashMap<>();
    database.rows("store").forEach(store -> stores.put(store.text("store_id"), store));
    Map<String, Long> due = new HashMap<>();
    for (Row completion : database.rows("evidence", "seal", 3L)) {
      String id = completion.text("subject_id");
      for (Row message : database.rows("evidence", "subject_id", id)) {
        if (message.number("seal") == 1) {
          Signed.parse(message.text("compact"), SettlementRequest.class)
              .message()
              .lines()
              .forEach(line -> sell(line, stores.get(line.store()), due));
        }
      }
    }
    Map<String, Long> balances = balances();
    balances.keySet().removeIf(name -> name.startsWith("CARD") || name.startsWith("FUNDING"));
    balances.keySet().removeIf(name -> name.startsWith("LOAD_IN_TRANSIT"));
    balances.values().removeIf(value -> value == 0);
    due.values().removeIf(value -> value == 0);
    Violation.unless(
        Objects.equals(balances, due), "everyone has what is due", balances + " is not " + due);
  }

  private static void sell(RequestLine line, Row store, Map<String, Long> due) {
    long amount = line.amountMinor();
    long commission = amount * store.number("commission_per_mille") / 1000;
    long fee = amount * store.number("fee_per_mille") / 1000;
    due.merge("STORE " + line.store(), amount - commission - fee, Long::sum);
    due.merge("OPERATOR_FEE operator", fee, Long::sum);
    store
        .optionalText("mall_id")
        .ifPresent(mall -> due.merge("MALL_COMMISSION " + mall, commission, Long::sum));
  }
}

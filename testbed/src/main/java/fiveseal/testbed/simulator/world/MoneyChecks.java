package fiveseal.testbed.simulator.world;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.RefundRequest;
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
  private static final List<String> NOT_DUE = List.of("CARD", "BANK", "DISCREPANCIES");

  private final SimulatedDatabase database;
  private final List<ModelCard> cards;
  private final Map<Long, String> names = new HashMap<>();
  private final Map<String, Long> balances = new HashMap<>();
  private final StoreTerms terms;
  private final Map<String, Long> sold = new HashMap<>();
  private int transfers;
  private int messages;

  MoneyChecks(SimulatedDatabase database, List<ModelCard> cards) {
    this.database = database;
    this.cards = cards;
    this.terms = new StoreTerms(database);
  }

  /** Balances by account kind and owner, in minor units of the world's one currency. */
  private Map<String, Long> balances() {
    for (Row account : database.rowsFrom("account", names.size())) {
      names.put(account.number("account_id"), account.text("kind") + ' ' + account.text("owner"));
    }
    for (Row transfer : database.rowsFrom("transfer", transfers)) {
      long amount = transfer.number("amount_minor");
      balances.merge(names.get(transfer.number("debit_account_id")), -amount, Long::sum);
      balances.merge(names.get(transfer.number("credit_account_id")), amount, Long::sum);
      transfers++;
    }
    return new HashMap<>(balances);
  }

  /**
   * Sums up what new completions sold, by the contracts that there are by now: one that is made
   * later says nothing about them, even if the manager's clock was wrong.
   */
  private void sum() {
    for (Row completion : database.rowsFrom("evidence", messages)) {
      messages++;
      if (completion.number("seal") == 3) {
        for (Row message : database.rows("evidence", "subject_id", completion.text("subject_id"))) {
          if (message.number("seal") == 1) {
            Signed.parse(message.text("compact"), SettlementRequest.class)
                .message()
                .lines()
                .forEach(line -> sell(line, message));
          }
        }
      }
    }
  }

  void checkAlways() {
    sum();
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
      Row row = database.rows("card", "card_number", card.number().digits()).get(0);
      long ledger = balances.getOrDefault("CARD " + card.number().digits(), 0L);
      long moved = row.number("moved_minor");
      Violation.unless(
          row.number("balance_minor") - moved == ledger,
          "the card's account is its balance",
          () -> card.name() + " has " + ledger + " in the ledger, but " + row);
      if (OddCards.isOdd(card, row, database)) {
        inCards += ledger;
        continue;
      }
      inCards += card.balance() - moved;
      for (Execution execution : card.history()) {
        if (execution.counter() >= row.number("next_counter")) {
          doubt += execution.before() - execution.after();
        }
      }
    }
    String sums = "cards hold " + inCards + ", others " + outside + ", in doubt " + doubt;
    Violation.unless(outside + inCards + doubt == 0, "conservation", () -> sums);
    Violation.unless(
        balances.getOrDefault("LOAD_IN_TRANSIT operator", 0L) >= 0
            && balances.getOrDefault("REFUND_IN_TRANSIT operator", 0L) >= 0,
        "nothing is in transit twice",
        () -> balances.toString());
  }

  /** What every store has is what its completed lines say, less commission and fee. */
  void checkAtEnd() {
    Map<String, Long> due = new HashMap<>(sold);
    refunds(due);
    transit(due);
    vouchers();
    Map<String, Long> balances = balances();
    balances
        .keySet()
        .removeIf(name -> NOT_DUE.stream().anyMatch(kind -> name.startsWith(kind + ' ')));
    balances.values().removeIf(value -> value == 0);
    due.values().removeIf(value -> value == 0);
    Violation.unless(
        Objects.equals(balances, due),
        "everyone has what is due",
        () -> balances + " is not " + due);
  }

  private void vouchers() {
    Map<String, String> spent = new HashMap<>();
    for (Row update : database.rows("value_update")) {
      if (update.has("voucher_digest") && update.text("state").equals("DONE")) {
        String voucher = Base64Url.encode(update.bytes("voucher_digest"));
        Violation.unless(
            spent.put(voucher, update.text("update_id")) == null,
            "a voucher serves one load",
            update::toString);
      }
    }
  }

  /** Accepted refunds by their own messages: never more than a store sold in a settlement. */
  private void refunds(Map<String, Long> due) {
    Map<String, Long> back = new HashMap<>();
    for (Row refund : database.rows("refund")) {
      String id = refund.text("settlement_id");
      Signed.parse(refund.text("message"), RefundRequest.class)
          .message()
          .lines()
          .forEach(
              line -> {
                due.merge("STORE " + line.store(), -line.amountMinor(), Long::sum);
                back.merge(id + ' ' + line.store(), line.amountMinor(), Long::sum);
              });
    }
    for (Row line : database.rows("settlement_line")) {
      back.merge(
          line.text("settlement_id") + ' ' + line.text("store_id"),
          -line.number("amount_minor"),
          Long::sum);
    }
    back.forEach(
        (line, over) -> Violation.unless(over <= 0, "refunds stay within the sale", () -> line));
  }

  /** What is owed and not taken yet is in transit, and loads that have ended are not. */
  private void transit(Map<String, Long> due) {
    for (Row credit : database.rows("credit")) {
      boolean balance = credit.text("kind").equals("BALANCE");
      due.merge(
          (balance ? "LOAD" : "REFUND") + "_IN_TRANSIT operator",
          credit.number("amount_minor") - credit.number("done_minor"),
          Long::sum);
    }
    for (Row update : database.rows("value_update")) {
      boolean load = update.has("voucher_digest");
      String state = update.text("state");
      if (load && state.equals("DONE")) {
        due.merge("FUNDING operator", -update.number("amount_minor"), Long::sum);
      } else if (load && (state.equals("ISSUED") || state.equals("IN_DOUBT"))) {
        due.merge("FUNDING operator", -update.number("amount_minor"), Long::sum);
        due.merge("LOAD_IN_TRANSIT operator", update.number("amount_minor"), Long::sum);
      }
    }
  }

  private void sell(RequestLine line, Row message1) {
    Row store = database.rows("store", "store_id", line.store()).get(0);
    long amount = line.amountMinor();
    Row contract = terms.at(store, message1.time("received_at"));
    long commission = amount * contract.number("commission_per_mille") / 1000;
    long fee = amount * contract.number("fee_per_mille") / 1000;
    sold.merge("STORE " + line.store(), amount - commission - fee, Long::sum);
    sold.merge("OPERATOR_FEE operator", fee, Long::sum);
    store
        .optionalText("mall_id")
        .ifPresent(mall -> sold.merge("MALL_COMMISSION " + mall, commission, Long::sum));
  }
}

package fiveseal.testbed.simulator.world;

import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.Operation;
import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Invariants 2 and 3: counters and balances on record are those of the cards' own histories. */
final class CardChecks {
  private final SimulatedDatabase database;
  private final List<ModelCard> cards;

  CardChecks(SimulatedDatabase database, List<ModelCard> cards) {
    this.database = database;
    this.cards = cards;
  }

  void check() {
    Map<String, Integer> executed = new HashMap<>();
    for (ModelCard card : cards) {
      Row row = database.rows("card", "card_number", card.number().digits()).get(0);
      if (OddCards.isOdd(card, row, database)) {
        continue;
      }
      check(card, row);
      for (Execution execution : card.history()) {
        boolean moved = execution.result() == CardResult.DONE && execution.operation().movesValue();
        if (moved && execution.operation() == Operation.DEBIT
            || moved && execution.operation() == Operation.CREDIT) {
          int times = executed.merge(execution.transactionId(), 1, Integer::sum);
          Violation.unless(times == 1, "one debit or credit", card.name() + " " + execution);
        }
      }
    }
  }

  private void check(ModelCard card, Row row) {
    long next = row.number("next_counter");
    Violation.unless(
        next <= card.counter() && card.counter() - next <= 1,
        "one doubt per card",
        card.name() + " expects " + next + ", the card is at " + card.counter());
    long balance = next == 1 ? 0 : card.history().get((int) next - 2).after();
    Violation.unless(
        row.number("balance_minor") == balance,
        "the balance on record is the card's",
        card.name() + " has " + row.number("balance_minor") + ", the card said " + balance);
    winners(card, next);
  }

  private void winners(ModelCard card, long next) {
    Map<Long, Row> winners = new HashMap<>();
    for (Row command : database.rows("command", "card_number", card.number().digits())) {
      String state = command.text("state");
      if (state.equals("DONE") || state.equals("DECLINED")) {
        Row other = winners.put(command.number("counter"), command);
        Violation.unless(other == null, "one winner per counter", card.name() + " " + command);
      }
    }
    for (long counter = 1; counter < next; counter++) {
      Row winner = winners.remove(counter);
      Violation.unless(winner != null, "no gap in counters", card.name() + " at " + counter);
      Execution execution = card.history().get((int) counter - 1);
      boolean same =
          winner.text("operation").equals(execution.operation().name())
              && winner.number("amount_minor") == execution.amount()
              && winner.number("result") == execution.result().code()
              && fiveseal.protocol.Base64Url.encode(winner.bytes("transaction_id"))
                  .equals(execution.transactionId());
      Violation.unless(same, "the winner is what the card did", winner + " is not " + execution);
    }
    Violation.unless(winners.isEmpty(), "no winner before its turn", card.name() + " " + winners);
  }
}

package fiveseal.testbed.simulator.world;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.card.CardResult;
import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Invariants 2 and 3: counters and balances on record are those of the cards' own histories. */
final class CardChecks {
  private final SimulatedDatabase database;
  private final List<ModelCard> cards;
  private final Map<ModelCard, Long> right = new HashMap<>();

  CardChecks(SimulatedDatabase database, List<ModelCard> cards) {
    this.database = database;
    this.cards = cards;
  }

  /**
   * @param again whether to look at what was right before too
   */
  void check(boolean again) {
    Map<String, Integer> executed = new HashMap<>();
    for (ModelCard card : cards) {
      Row row = database.rows("card", "card_number", card.number().digits()).get(0);
      Violation.unless(
          !row.has("stopped_because") || OddCards.isExcused(card, database),
          "no honest card is stopped",
          row::toString);
      if (OddCards.isOdd(card, row, database)) {
        continue;
      }
      check(card, row, again);
      for (Execution execution : card.history()) {
        if (execution.result() == CardResult.DONE && execution.operation().movesValue()) {
          int times = executed.merge(execution.transactionId(), 1, Integer::sum);
          Violation.unless(times == 1, "one debit or credit", () -> card.name() + " " + execution);
        }
      }
    }
  }

  private void check(ModelCard card, Row row, boolean again) {
    long next = row.number("next_counter");
    Violation.unless(
        next <= card.counter() && card.counter() - next <= 1,
        "one doubt per card",
        () -> card.name() + " expects " + next + ", the card is at " + card.counter());
    long balance = next == 1 ? 0 : card.history().get((int) next - 2).after();
    Violation.unless(
        row.number("balance_minor") == balance,
        "the balance on record is the card's",
        () -> card.name() + " said " + balance + ", but " + row);
    long known = again ? 1 : right.getOrDefault(card, 1L);
    if (known < next || again) {
      winners(card, known, next);
      right.put(card, next);
    }
  }

  private void winners(ModelCard card, long known, long next) {
    Map<Long, Row> winners = new HashMap<>();
    for (Row command : database.rows("command", "card_number", card.number().digits())) {
      boolean won = command.has("answer") && command.number("counter") >= known;
      if (won) {
        Row other = winners.put(command.number("counter"), command);
        Violation.unless(
            other == null, "one winner per counter", () -> card.name() + " " + command);
      }
    }
    for (Execution execution : card.history().subList((int) known - 1, (int) next - 1)) {
      Row winner = winners.remove(execution.counter());
      Violation.unless(winner != null, "no gap in counters", () -> card.name() + " " + execution);
      Violation.unless(
          isOf(winner, execution),
          "the winner is what the card did",
          () -> winner + " is not " + execution);
    }
    Violation.unless(
        winners.isEmpty(), "no winner before its turn", () -> card.name() + " " + winners);
  }

  private static boolean isOf(Row winner, Execution execution) {
    return winner.text("operation").equals(execution.operation().name())
        && winner.number("amount_minor") == execution.amount()
        && winner.number("result") == execution.result().code()
        && Base64Url.encode(winner.bytes("transaction_id")).equals(execution.transactionId());
  }
}

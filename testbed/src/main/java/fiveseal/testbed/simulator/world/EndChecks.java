package fiveseal.testbed.simulator.world;

import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Invariant 6: nothing is left open once every card was presented and every store was reached. */
final class EndChecks {
  private final SimulatedDatabase database;
  private final List<ModelCard> cards;

  EndChecks(SimulatedDatabase database, List<ModelCard> cards) {
    this.database = database;
    this.cards = cards;
  }

  void check() {
    Set<String> odd = new HashSet<>();
    for (ModelCard card : cards) {
      String number = card.number().digits();
      Row row = database.rows("card", "card_number", number).get(0);
      if (OddCards.isOdd(card, row, database)) {
        odd.add(number);
        continue;
      }
      for (Row command : database.rows("command", "card_number", number)) {
        Violation.unless(
            !command.text("state").equals("OPEN") || isOwed(command, row),
            "every doubt ends",
            () -> command.toString());
      }
    }
    ended("settlement", Set.of("REQUESTED", "ISSUED", "IN_DOUBT"), odd);
    ended("value_update", Set.of("IN_DOUBT"), odd);
    for (Row delivery : database.rows("delivery")) {
      Violation.unless(
          delivery.has("acknowledged_at"), "the outbox empties", () -> delivery.toString());
    }
  }

  /** What is owed does not expire: it is out, not executed, and goes out again when it fits. */
  private boolean isOwed(Row command, Row card) {
    return command.number("counter") == card.number("next_counter")
        && command.has("update_id")
        && !database
            .rows("value_update", "update_id", command.text("update_id"))
            .get(0)
            .has("voucher_digest");
  }

  private void ended(String table, Set<String> open, Set<String> odd) {
    for (Row row : database.rows(table)) {
      boolean known = row.has("card_number") && odd.contains(row.text("card_number"));
      Violation.unless(
          known || !open.contains(row.text("state")), "every doubt ends", () -> row.toString());
    }
  }
}

package fiveseal.testbed.simulator.world;

import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
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
    for (ModelCard card : cards) {
      String number = card.number().digits();
      if (database.rows("card", "card_number", number).get(0).has("stopped_because")) {
        continue;
      }
      for (Row command : database.rows("command", "card_number", number)) {
        Violation.unless(
            !command.text("state").equals("OPEN"), "every doubt ends", command.toString());
      }
    }
    ended("settlement", Set.of("REQUESTED", "ISSUED", "IN_DOUBT"));
    ended("value_update", Set.of("ISSUED", "IN_DOUBT"));
    for (Row delivery : database.rows("delivery")) {
      Violation.unless(delivery.has("acknowledged_at"), "the outbox empties", delivery.toString());
    }
  }

  private void ended(String table, Set<String> open) {
    for (Row row : database.rows(table)) {
      Violation.unless(!open.contains(row.text("state")), "every doubt ends", row.toString());
    }
  }
}

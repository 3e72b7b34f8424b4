package fiveseal.testbed.simulator.world;

import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;

/**
 * Cards whose record may differ from the card, since somebody tampered with them or operators have
 * decided what was in doubt. Of them only the ledger can be checked.
 */
final class OddCards {
  private OddCards() {}

  static boolean isOdd(ModelCard card, Row row, SimulatedDatabase database) {
    return row.has("stopped_because") || isExcused(card, database);
  }

  /** Whether there is a reason for which its record may differ. */
  static boolean isExcused(ModelCard card, SimulatedDatabase database) {
    return card.isTampered()
        || database.rows("decision", "card_number", card.number().digits()).stream()
            .anyMatch(
                decision ->
                    decision.has("approved_by")
                        && (decision.flag("close_doubts")
                            || decision.text("kind").equals("RELEASE")));
  }
}

package fiveseal.testbed.simulator.world;

import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.time.Instant;

/** What a store's rows say of a time: the contract in force, and whether it sold. */
final class StoreTerms {
  private final SimulatedDatabase database;

  StoreTerms(SimulatedDatabase database) {
    this.database = database;
  }

  /**
   * Of the contracts that have begun, the one that was made last: the registration or a later one.
   */
  Row at(Row store, Instant time) {
    Row found = store;
    long newest = 0;
    for (Row contract : database.rows("store_contract", "store_id", store.text("store_id"))) {
      boolean begun = !contract.time("effective_from").isAfter(time);
      if (begun && contract.number("version") > newest) {
        newest = contract.number("version");
        found = contract;
      }
    }
    return found;
  }

  /** No payment is asked for of a store that does not sell: there is one clock here. */
  void checkSelling() {
    for (Row line : database.rows("settlement_line")) {
      Row settlement =
          database
              .rows("settlement", "settlement_id", line.text("settlement_id"))
              .iterator()
              .next();
      check(line.text("store_id"), settlement);
      check(settlement.text("store_id"), settlement);
    }
  }

  private void check(String store, Row settlement) {
    String state = "ACTIVE";
    long newest = 0;
    Instant asked = settlement.time("created_at");
    for (Row edit : database.rows("store_edit", "store_id", store)) {
      if (edit.time("edited_at").isBefore(asked) && edit.number("version") > newest) {
        newest = edit.number("version");
        state = edit.text("state");
      }
    }
    String left = state;
    Violation.unless(
        state.equals("ACTIVE"),
        "a store that does not sell is asked for nothing",
        () -> settlement + " has a line of " + store + ", which is " + left);
  }
}

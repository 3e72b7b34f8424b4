package fiveseal.testbed.simulator.world;

import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a store's rows say of a time: the contract in force, and whether it sold. */
final class StoreTerms {
  private final SimulatedDatabase database;
  private final Map<String, String> before = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

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

  /**
   * Between two events no payment came of a store that did not sell before nor after. Clocks may be
   * wrong, so they are not asked.
   */
  void checkSelling() {
    Map<String, String> now = new HashMap<>();
    database
        .rows("store_standing")
        .forEach(row -> now.put(row.text("store_id"), row.text("state")));
    for (Row settlement : database.rows("settlement")) {
      String id = settlement.text("settlement_id");
      if (seen.add(id)) {
        check(settlement.text("store_id"), now, settlement);
        for (Row line : database.rows("settlement_line", "settlement_id", id)) {
          check(line.text("store_id"), now, settlement);
        }
      }
    }
    before.clear();
    before.putAll(now);
  }

  private void check(String store, Map<String, String> now, Row settlement) {
    Violation.unless(
        sells(before, store) || sells(now, store),
        "a store that does not sell is asked for nothing",
        () -> settlement + " came of " + store + ", which is " + now.get(store));
  }

  private static boolean sells(Map<String, String> states, String store) {
    return states.getOrDefault(store, "ACTIVE").equals("ACTIVE");
  }
}

package fiveseal.testbed.simulator.world;

import fiveseal.manager.ContractTerms;
import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.StoreLife;
import fiveseal.manager.StoreVersion;
import fiveseal.manager.Tenant;
import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the operator does to stores while they sell: new contracts, suspensions, other names. */
final class StoreOffice {
  private static final Login OPERATOR =
      new Login("operator", "operator", Role.OPERATOR, Tenant.operator());

  private final Calls calls;
  private final SimulatedDatabase database;
  private final Clock clock;

  StoreOffice(Calls calls, SimulatedDatabase database, Clock clock) {
    this.calls = calls;
    this.database = database;
    this.clock = clock;
  }

  /** Edits some store; what is suspended is mostly resumed. */
  void edit(Chance chance) {
    Row store = chance.of(List.copyOf(database.rows("store")));
    String id = store.text("store_id");
    Optional<Row> standing = database.rows("store_standing", "store_id", id).stream().findFirst();
    int newest = standing.map(row -> (int) row.number("version")).orElse(1);
    StoreVersion read = new StoreVersion(id, chance.percent(8) ? newest - 1 : newest);
    boolean suspended = standing.filter(row -> row.text("state").equals("SUSPENDED")).isPresent();
    if (suspended && chance.percent(80)) {
      call("resume " + id, stores -> stores.resume(OPERATOR, read, ""));
    } else if (chance.percent(65)) {
      ContractTerms terms = terms(store, chance);
      call("contract of " + id, stores -> stores.changeContract(OPERATOR, read, terms));
    } else if (chance.percent(50)) {
      call("suspend " + id, stores -> stores.suspend(OPERATOR, read, ""));
    } else {
      call("rename " + id, stores -> stores.rename(OPERATOR, read, id + " anew"));
    }
  }

  private ContractTerms terms(Row store, Chance chance) {
    Instant begin = clock.instant().plusSeconds(chance.between(298, 1_000));
    int commission = store.has("mall_id") ? chance.below(200) : 0;
    return new ContractTerms(begin, commission, chance.below(200));
  }

  /** An act on the manager's stores. */
  @FunctionalInterface
  private interface Act {
    void on(StoreLife stores);
  }

  private void call(String name, Act act) {
    calls.call(
        new Request(
            Step.OTHER,
            name,
            name,
            false,
            manager -> {
              act.on(manager.bean(StoreLife.class));
              return "";
            }));
  }
}

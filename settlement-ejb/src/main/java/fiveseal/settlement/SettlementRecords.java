package fiveseal.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** What others may know of a settlement. */
@ApplicationScoped
public class SettlementRecords {
  @Inject SettlementStore store;
  @Inject Clock clock;

  /** The state now; empty for an unknown id. */
  public Optional<String> state(String id) {
    return store.find(id).map(settlement -> settlement.stateAt(clock.instant()).name());
  }
}

package fiveseal.valueupdate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** What others may know of a value update. */
@ApplicationScoped
public class UpdateRecords {
  @Inject UpdateStore store;
  @Inject Clock clock;

  /** The state now; empty for an unknown id. */
  public Optional<String> state(String id) {
    return store.find(id).map(update -> update.stateAt(clock.instant()).name());
  }
}

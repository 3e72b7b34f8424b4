package fiveseal.valueupdate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Loads whose time is over: those that never left end, their vouchers are usable again. */
@ApplicationScoped
public class ExpiredLoads {
  @Inject UpdateStore store;
  @Inject UpdateEffects effects;

  /** Those that do not say so yet, longest past first. */
  public List<String> outlived(Instant now, int limit) {
    return store.outlived(now, limit);
  }

  /**
   * Writes what the time has made of a load, in the caller's transaction.
   *
   * @return whether that is new
   */
  public boolean expire(String id, Instant now) {
    Update load = store.lock(id);
    if (!load.expire(now)) {
      return false;
    }
    if (load.stateAt(now) == UpdateStatus.CANCELLED && load.isFundedByVoucher()) {
      effects.giveBack(load, now);
    }
    return true;
  }
}

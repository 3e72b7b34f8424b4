package fiveseal.settlement;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Writes what the time has made of settlements and loads: what never left has ended, what left is
 * in doubt until the card's word. It ends no doubt. One sweeps at a time across all nodes.
 */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Janitor {
  private static final Logger LOG = System.getLogger(Janitor.class.getName());

  @Inject Sweep sweep;

  /** Sweeps every 30 seconds. */
  @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
  public void sweepDue() {
    try {
      sweep();
    } catch (RuntimeException e) {
      // A timer that throws is given up by the container, and nothing would be swept again.
      LOG.log(Level.WARNING, "The janitor could not sweep", e);
    }
  }

  /**
   * Sweeps until nothing is left to write.
   *
   * @return how many settlements and loads changed
   */
  public int sweep() {
    int changed = 0;
    for (int more = -1; more != 0; changed += more) {
      more = sweep.settlements() + sweep.loads();
    }
    return changed;
  }
}

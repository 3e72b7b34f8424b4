package fiveseal.report;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Lets the roll-up go on, four times a minute. */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RollUpTimer {
  private static final Logger LOG = System.getLogger(RollUpTimer.class.getName());

  @Inject RollUp rollUp;

  /** Counts what changed; one node at a time. */
  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  public void count() {
    try {
      rollUp.step();
    } catch (RuntimeException e) {
      // A timer that throws is given up by the container, and nothing would be counted again.
      LOG.log(Level.WARNING, "The roll-up could not count", e);
    }
  }
}

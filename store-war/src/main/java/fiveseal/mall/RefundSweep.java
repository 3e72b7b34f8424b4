package fiveseal.mall;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Once a minute the mall sends the refunds again that have no answer yet. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RefundSweep {
  private static final Logger LOG = System.getLogger(RefundSweep.class.getName());

  @Inject private MallRefunds refunds;

  /** Runs on every node; what two nodes do at once is done once. */
  @Schedule(hour = "*", minute = "*", second = "45", persistent = false)
  public void sweep() {
    try {
      refunds.catchUp();
    } catch (RuntimeException e) {
      // A timer that throws is given up by the container.
      LOG.log(Level.WARNING, () -> "refunds could not be sent again: " + e.getMessage());
    }
  }
}

package fiveseal.mall;

import fiveseal.manager.shop.Baskets;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Once a minute the mall takes up what it missed; once an hour it clears away old baskets. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MallSweep {
  private static final Logger LOG = System.getLogger(MallSweep.class.getName());

  @Inject private Mall mall;
  @EJB private Baskets baskets;

  /** Runs on every node; what two nodes do at once is done once. */
  @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
  public void sweep() {
    try {
      mall.catchUp();
    } catch (RuntimeException e) {
      // A timer that throws is given up by the container.
      LOG.log(Level.WARNING, () -> "the mall could not catch up; trying again: " + e.getMessage());
    }
  }

  /** Runs on every node, too. */
  @Schedule(hour = "*", minute = "17", second = "0", persistent = false)
  public void clearAway() {
    try {
      if (mall.isOpen()) {
        baskets.sweep();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, () -> "old baskets stay for now: " + e.getMessage());
    }
  }
}

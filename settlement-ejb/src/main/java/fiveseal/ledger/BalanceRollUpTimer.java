package fiveseal.ledger;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Rolls balances up every minute; one node at a time does so. */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BalanceRollUpTimer {
  private static final Logger LOG = System.getLogger(BalanceRollUpTimer.class.getName());

  @Inject BalanceRollUp rollUp;

  /** Rolls up what is complete. */
  @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
  public void rollUpDue() {
    try {
      rollUp.rollUp();
    } catch (RuntimeException e) {
      // A timer that throws is given up by the container, and nothing would be rolled up again.
      LOG.log(Level.WARNING, "Balances could not be rolled up", e);
    }
  }
}

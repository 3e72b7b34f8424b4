package fiveseal.keys;

import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Reads the vault anew when another node has made a further key in it, or destroyed one. */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VaultFollowing {
  private static final Logger LOG = System.getLogger(VaultFollowing.class.getName());

  @Inject KeyCustodian custodian;
  @EJB ManagerKeyHistory history;

  /** Looks every 10 seconds; a further key is there minutes before it signs. */
  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void follow() {
    try {
      if (isBehind()) {
        custodian.reread();
        LOG.log(Level.INFO, "The vault was read anew: another node changed its keys");
      }
    } catch (RuntimeException e) {
      // A timer that throws is given up by the container, and nothing would be followed again.
      LOG.log(Level.WARNING, "Whether the vault has further keys is not known now", e);
    }
  }

  boolean isBehind() {
    List<VaultKey> inventory = custodian.inventory();
    return !history.missing(inventory).isEmpty() || history.hasDestroyedOnes(inventory);
  }
}

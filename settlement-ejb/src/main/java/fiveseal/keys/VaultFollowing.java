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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the vault anew when another node has made a further key in it, or destroyed one. */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VaultFollowing {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(VaultFollowing.class.getName());

  @Inject KeyCustodian custodian;
  @EJB ManagerKeyHistory history;
  @Inject Clock clock;

  /** What a reading found, and when: one that changes nothing is not repeated all the time. */
  private volatile Reading last = new Reading(Instant.EPOCH, List.of());

  private record Reading(Instant at, List<VaultKey> found) {}

  /** Looks every 10 seconds; a further key is there minutes before it signs. */
  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void follow() {
    try {
      if (isBehind() && isWorthReading()) {
        custodian.reread();
        last = new Reading(clock.instant(), custodian.inventory());
        LOG.log(Level.INFO, "The vault was read anew: its keys are not those on record");
      }
    } catch (RuntimeException e) {
      // A timer that throws is given up by the container, and nothing would be followed again.
      LOG.log(Level.WARNING, "Whether the vault has further keys is not known now", e);
    }
  }

  private boolean isWorthReading() {
    return !last.found().equals(custodian.inventory())
        || !clock.instant().isBefore(last.at().plus(PAUSE));
  }

  boolean isBehind() {
    List<VaultKey> inventory = custodian.inventory();
    return !history.missing(inventory).isEmpty() || history.hasDestroyedOnes(inventory);
  }
}

package fiveseal.settlement;

import fiveseal.valueupdate.ExpiredLoads;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The janitor's transactions. Each takes a batch in the order of ids, as every other transaction
 * does, and only if no other node sweeps at that time.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Sweep {
  private static final int BATCH = 100;
  private static final long ALONE = 0x6669_7665_7365_616CL;

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject SettlementStore settlements;
  @Inject ExpiredLoads loads;
  @Inject Clock clock;

  /**
   * @return how many settlements changed
   */
  public int settlements() {
    Instant now = clock.instant();
    return isAlone()
        ? each(settlements.outlived(now, BATCH), now, (id, at) -> settlements.lock(id).expire(at))
        : 0;
  }

  /**
   * @return how many loads changed
   */
  public int loads() {
    Instant now = clock.instant();
    return isAlone() ? each(loads.outlived(now, BATCH), now, loads::expire) : 0;
  }

  private static int each(List<String> ids, Instant now, BiPredicate<String, Instant> expire) {
    return (int) ids.stream().sorted().filter(id -> expire.test(id, now)).count();
  }

  /** Until the transaction ends nobody else sweeps. */
  private boolean isAlone() {
    return (Boolean)
        entities
            .createNativeQuery("select pg_try_advisory_xact_lock(?)")
            .setParameter(1, ALONE)
            .getSingleResult();
  }
}

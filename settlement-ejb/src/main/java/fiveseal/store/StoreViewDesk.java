package fiveseal.store;

import fiveseal.manager.EnrolmentState;
import fiveseal.manager.StoreFilter;
import fiveseal.manager.StorePage;
import fiveseal.manager.StoreState;
import fiveseal.manager.StoreView;
import fiveseal.manager.StoreViews;
import fiveseal.manager.Tenant;
import fiveseal.manager.WaitingKey;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads stores for the consoles, each only what the tenant may see. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StoreViewDesk implements StoreViews {
  private static final int LIMIT_MAX = 200;

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject StoreReading reading;
  @Inject Clock clock;

  @Override
  public StorePage list(Tenant tenant, StoreFilter filter) {
    if (filter.limit() < 1 || filter.limit() > LIMIT_MAX) {
      throw ProtocolException.malformed("limit is not 1 … 200");
    }
    List<?> found = StoreListQuery.of(entities, tenant, filter, clock.instant()).getResultList();
    List<StorePage.Entry> entries =
        found.stream()
            .limit(filter.limit())
            .map(Object[].class::cast)
            .map(StoreViewDesk::entry)
            .toList();
    boolean more = found.size() > filter.limit();
    return new StorePage(
        entries, more ? Optional.of(entries.get(entries.size() - 1).storeId()) : Optional.empty());
  }

  private static StorePage.Entry entry(Object[] row) {
    return new StorePage.Entry(
        (String) row[0],
        (String) row[1],
        Optional.ofNullable((String) row[2]),
        StoreState.valueOf((String) row[3]),
        enrolment((Boolean) row[4], (Boolean) row[5], (Boolean) row[6]));
  }

  private static EnrolmentState enrolment(boolean key, boolean waiting, boolean invited) {
    if (waiting) {
      return EnrolmentState.WAITING;
    }
    if (key) {
      return EnrolmentState.ENROLLED;
    }
    return invited ? EnrolmentState.INVITED : EnrolmentState.NOT_INVITED;
  }

  @Override
  public StoreView store(Tenant tenant, String storeId) {
    if (entities
        .createNativeQuery(
            "SELECT s.store_id FROM store s WHERE s.store_id = ?1 AND "
                + StoreListQuery.tenantCondition(tenant, "?2"))
        .setParameter(1, storeId)
        .setParameter(2, tenant.storeId().orElse(""))
        .getResultList()
        .isEmpty()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "there is no such store");
    }
    return reading.view(storeId, clock.instant());
  }

  @Override
  public List<WaitingKey> waitingKeys(Tenant tenant) {
    List<?> found =
        entities
            .createNativeQuery(
                "SELECT r.store_id, coalesce(n.name, s.name), r.kid, r.requested_at"
                    + " FROM key_request r JOIN store s ON s.store_id = r.store_id"
                    + " LEFT JOIN store_standing n ON n.store_id = s.store_id"
                    + " WHERE r.state = 'PENDING' AND "
                    + StoreListQuery.tenantCondition(tenant, "?1")
                    + " ORDER BY r.requested_at, r.kid LIMIT 200")
            .setParameter(1, tenant.storeId().orElse(""))
            .getResultList();
    return found.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new WaitingKey(
                    (String) row[0], (String) row[1], (String) row[2], Columns.time(row[3])))
        .toList();
  }
}

package fiveseal.store;

import fiveseal.manager.MallStore;
import fiveseal.manager.MallStores;
import fiveseal.manager.Selling;
import fiveseal.manager.StoreState;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/**
 * Reads lower stores for their mall's shop. Whoever once had a key certified counts as enrolled: a
 * key that expires or is revoked stops what the store signs, not what its mall sells for it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class MallStoresDesk implements MallStores {
  private static final String LOWER_STORES =
      "SELECT s.store_id, s.mall_id, coalesce(n.name, s.name), coalesce(n.state, 'ACTIVE'),"
          + " coalesce(m.state, 'ACTIVE'),"
          + " EXISTS (SELECT 1 FROM store_key k WHERE k.store_id = s.store_id)"
          + " FROM store s LEFT JOIN store_standing n ON n.store_id = s.store_id"
          + " LEFT JOIN store_standing m ON m.store_id = s.mall_id"
          + " WHERE s.mall_id IS NOT NULL AND ";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Override
  public List<MallStore> of(String mallId) {
    return read("s.mall_id = ?1 ORDER BY 3, 1", mallId);
  }

  @Override
  public Optional<MallStore> find(String storeId) {
    return read("s.store_id = ?1", storeId).stream().findFirst();
  }

  private List<MallStore> read(String condition, String value) {
    List<?> found =
        entities.createNativeQuery(LOWER_STORES + condition).setParameter(1, value).getResultList();
    return found.stream().map(Object[].class::cast).map(MallStoresDesk::store).toList();
  }

  private static MallStore store(Object[] row) {
    return new MallStore(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        selling(
            StoreState.valueOf((String) row[3]),
            StoreState.valueOf((String) row[4]),
            (Boolean) row[5]));
  }

  private static Selling selling(StoreState own, StoreState mall, boolean enrolled) {
    return switch (own) {
      case CLOSED -> Selling.CLOSED;
      case SUSPENDED -> Selling.SUSPENDED;
      case ACTIVE -> {
        if (mall != StoreState.ACTIVE) {
          yield Selling.MALL_STOPPED;
        }
        yield enrolled ? Selling.SELLS : Selling.NOT_ENROLLED;
      }
    };
  }
}

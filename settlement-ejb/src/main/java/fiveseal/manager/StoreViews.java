package fiveseal.manager;

import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * Stores as the consoles read them. A mall sees itself and its lower stores, a lower store itself;
 * what is another's is not found.
 */
@Local
public interface StoreViews {

  /** The tenant's stores in the order of their ids. */
  StorePage list(Tenant tenant, StoreFilter filter);

  /**
   * One store.
   *
   * @throws ProtocolException {@code not-found}
   */
  StoreView store(Tenant tenant, String storeId);

  /** The tenant's requests for certificates that wait, oldest first, at most 200. */
  List<WaitingKey> waitingKeys(Tenant tenant);
}

package fiveseal.store;

import fiveseal.manager.StoreState;
import java.util.List;

/**
 * What a store is now.
 *
 * @param version of its newest edit, 1 if it is as registered
 */
record Standing(String storeId, int version, StoreState state, String name) {
  static Standing of(Store registered, List<Object[]> edited) {
    if (edited.isEmpty()) {
      return new Standing(registered.storeId(), 1, StoreState.ACTIVE, registered.name());
    }
    Object[] row = edited.get(0);
    return new Standing(
        registered.storeId(), (Integer) row[0], (StoreState) row[1], (String) row[2]);
  }

  boolean isClosed() {
    return state == StoreState.CLOSED;
  }

  Standing named(String other) {
    return new Standing(storeId, version, state, other);
  }

  Standing in(StoreState other) {
    return new Standing(storeId, version, other, name);
  }
}

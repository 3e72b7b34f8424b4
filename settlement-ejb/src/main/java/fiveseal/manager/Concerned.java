package fiveseal.manager;

import java.util.Optional;

/**
 * Whose data an act concerns.
 *
 * @param storeId a mall, a store or a lower store
 * @param mallId the mall or independent store that may read of it: the store itself, or its mall
 */
public record Concerned(String storeId, String mallId) {

  /** A store, and the mall that it is in if it is a lower store. */
  public static Concerned of(String storeId, Optional<String> mall) {
    return new Concerned(storeId, mall.orElse(storeId));
  }
}

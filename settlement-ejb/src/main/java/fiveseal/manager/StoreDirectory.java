package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/** Which stores there are, and under which roof. */
@Local
public interface StoreDirectory {

  /**
   * A store and its place.
   *
   * @param mallId the mall of a lower store; empty for malls and independent stores
   */
  record Place(String storeId, String name, Optional<String> mallId) {

    /** The mall or independent store whose administrators manage it: itself, or its mall. */
    public String roof() {
      return mallId.orElse(storeId);
    }
  }

  Optional<Place> place(String storeId);

  /** A mall's lower stores by their ids; none for any other store. */
  List<Place> lowerStores(String mallId);
}

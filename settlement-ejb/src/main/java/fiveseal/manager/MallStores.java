package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/**
 * What the shop of a mall that is served here has to know of the mall's lower stores: what they are
 * called and whether they may sell. It is told as it is committed now, so that a suspension counts
 * in the shop from its commit on, as it does at the manager.
 */
@Local
public interface MallStores {

  /** A mall's lower stores, closed ones too, by name; none for any other store. */
  List<MallStore> of(String mallId);

  /** A lower store; empty for malls, independent and unknown stores. */
  Optional<MallStore> find(String storeId);
}

package fiveseal.manager.shop;

import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/**
 * What everyone may look at: a mall's lower stores that sell, and their goods. Who may sell is what
 * the manager's register says now; of those the mall shows which it wants.
 */
@Local
public interface Showcase {

  /** The lower stores that sell now, by name. */
  List<LowerStore> stores(String mallId);

  /** A lower store that sells now. */
  Optional<LowerStore> store(String mallId, String storeId);

  /** Whether it is one of the mall's lower stores, selling or not. */
  boolean knows(String mallId, String storeId);

  /** Goods of stores that sell now, withdrawn ones left out. */
  GoodsPage goods(String mallId, GoodsFilter filter);

  /** A good that is shown. */
  Optional<Good> good(String mallId, String goodId);

  Optional<Picture> picture(String digest);
}

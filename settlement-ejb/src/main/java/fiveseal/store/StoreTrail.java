package fiveseal.store;

import fiveseal.manager.Login;
import jakarta.enterprise.context.Dependent;

/** Records who did what to which store: the one place of this package that knows the trail. */
@Dependent
public class StoreTrail {
  private static final System.Logger LOG = System.getLogger(StoreTrail.class.getName());

  /**
   * @param act such as {@code store.suspend}
   * @param object the store's id, and a key's if it is about one
   */
  void record(Login by, String act, String object) {
    LOG.log(System.Logger.Level.INFO, "{0} by {1}: {2}", act, by.name(), object);
  }
}

package fiveseal.store;

import fiveseal.manager.AdminTrail;
import fiveseal.manager.Login;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;

/** Records who did what to which store: the one place of this package that knows the trail. */
@Dependent
public class StoreTrail {
  @EJB AdminTrail trail;

  /**
   * Records an act before it is done.
   *
   * @param act such as {@code store-suspend}
   */
  void record(Login by, String act, String storeId) {
    record(by, act, storeId, "");
  }

  /**
   * Records an act before it is done.
   *
   * @param detail a key's thumbprint, a new name, a reason
   */
  void record(Login by, String act, String storeId, String detail) {
    trail.record(by, act, storeId, detail);
  }
}

package fiveseal.store;

import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Concerned;
import fiveseal.manager.Login;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import java.util.Optional;
import java.util.function.Supplier;

/** Records who did what to which store: the one place of this package that knows the trail. */
@Dependent
public class StoreTrail {
  @EJB AdminTrail trail;

  /**
   * Records an act before it is done, and if it is refused.
   *
   * @param about the store, and its mall
   * @param act such as {@code store-suspend}
   * @param detail a key's thumbprint, a new name, a reason
   */
  <T> T during(Login by, Concerned about, String act, String detail, Supplier<T> work) {
    return new AdminAct(by, Optional.of(about), act, about.storeId(), detail).in(trail, work);
  }

  /** The same for work without a result. */
  void during(Login by, Concerned about, String act, String detail, Runnable work) {
    new AdminAct(by, Optional.of(about), act, about.storeId(), detail).in(trail, work);
  }
}

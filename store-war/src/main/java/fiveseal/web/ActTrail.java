package fiveseal.web;

import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Concerned;
import fiveseal.manager.Login;
import fiveseal.manager.Role;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/** Records what who is signed in does with their mall's or store's own things. */
@RequestScoped
public class ActTrail {
  @Inject private CurrentLogin login;
  @EJB private AdminTrail trail;

  /**
   * Does it, recorded before it is done, and again if it is refused.
   *
   * @param what a code, whose words are {@code trail.<what>}
   */
  public <T> T done(String what, String subject, String detail, Supplier<T> work) {
    return new AdminAct(login.login(), what, subject, detail).in(trail, work);
  }

  /**
   * The same for what concerns one store of the mall.
   *
   * @param storeId the mall itself or one of its lower stores
   */
  public <T> T done(String what, String storeId, String subject, String detail, Supplier<T> work) {
    Login who = login.login();
    Optional<Concerned> about =
        who.tenant()
            .storeId()
            .filter(mall -> who.role() == Role.MALL_ADMIN)
            .map(mall -> new Concerned(storeId, mall));
    return new AdminAct(who, about, what, subject, detail).in(trail, work);
  }
}

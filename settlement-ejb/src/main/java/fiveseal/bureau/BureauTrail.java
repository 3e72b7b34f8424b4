package fiveseal.bureau;

import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Who may read and act here, and the record of it. */
@ApplicationScoped
public class BureauTrail {
  @EJB AdminTrail trail;

  /**
   * @throws ProtocolException {@code not-found} unless an operator or auditor asks
   */
  void requireReader(Login login) {
    boolean reads = login.role() == Role.OPERATOR || login.role() == Role.AUDITOR;
    if (!reads || login.tenant().kind() != Tenant.Kind.OPERATOR) {
      throw nothing();
    }
  }

  /**
   * Records an act before it is done, and if it is refused.
   *
   * @throws ProtocolException {@code not-found} unless an operator acts
   */
  <T> T during(Login by, String act, String subject, String detail, Supplier<T> work) {
    requireReader(by);
    if (by.role() != Role.OPERATOR || !by.mayAct()) {
      throw nothing();
    }
    return new AdminAct(by, act, subject, detail).in(trail, work);
  }

  static ProtocolException nothing() {
    return new ProtocolException(ErrorCode.NOT_FOUND, "there is nothing of this id");
  }
}

package fiveseal.operator;

import fiveseal.manager.Login;
import fiveseal.manager.Logins;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.SecurityContext;

/** Who asks by a token, as the trail and the manager know people. */
@RequestScoped
public class TokenBearer {
  @EJB private Logins logins;

  Login login(SecurityContext caller) {
    return logins.bearer(caller.getUserPrincipal().getName());
  }
}

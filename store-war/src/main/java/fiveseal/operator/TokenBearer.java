package fiveseal.operator;

import fiveseal.manager.Login;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who asks by a token, as the trail and the manager know people.
 *
 * @param login the login that the token acts under, or only a name
 */
record TokenBearer(Login login) implements Principal {

  /** The bearer whom {@link BearerFilter} has let in. */
  static Login of(SecurityContext caller) {
    return ((TokenBearer) caller.getUserPrincipal()).login();
  }

  @Override
  public String getName() {
    return login.name();
  }
}

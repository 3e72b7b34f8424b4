package fiveseal.operator;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who asks: the operator whose token came with the request. */
record OperatorContext(Principal operator, boolean secure) implements SecurityContext {
  private static final String BEARER = "Bearer";

  @Override
  public Principal getUserPrincipal() {
    return operator;
  }

  /** There are no roles: what operators may do differs only where two of them are needed. */
  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return BEARER;
  }
}

package fiveseal.operator;

import fiveseal.manager.Logins;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;

/**
 * Behind the {@link OperatorGuard}: a token does no more than the person whose it is. Whatever is
 * asked for, reading included, the token of somebody who may not act opens nothing.
 */
@PreMatching
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION + 1)
public class BearerFilter implements ContainerRequestFilter {
  @EJB private Logins logins;

  /** For the container. */
  public BearerFilter() {}

  BearerFilter(Logins logins) {
    this.logins = logins;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    SecurityContext guarded = request.getSecurityContext();
    TokenBearer bearer = new TokenBearer(logins.bearer(guarded.getUserPrincipal().getName()));
    request.setSecurityContext(new OperatorContext(bearer, guarded.isSecure()));
  }
}

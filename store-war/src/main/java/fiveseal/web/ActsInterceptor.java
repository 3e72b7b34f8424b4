package fiveseal.web;

import fiveseal.manager.Role;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.util.List;

/** Lets only those act whom {@link Acts} names. */
@Acts
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class ActsInterceptor implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentLogin login;

  @AroundInvoke
  Object check(InvocationContext call) throws Exception {
    Role[] roles = call.getMethod().getAnnotation(Acts.class).value();
    if (!List.of(roles).contains(login.login().role())) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    return call.proceed();
  }
}

package fiveseal.web;

import fiveseal.manager.Login;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who is signed in, as established anew for this request. */
@Named("login")
@RequestScoped
public class CurrentLogin {
  /** The request's attribute under which the mechanism leaves the {@link Login}. */
  static final String ATTRIBUTE = Login.class.getName();

  @Inject private HttpServletRequest request;

  static Optional<Login> of(HttpServletRequest request) {
    return Optional.ofNullable((Login) request.getAttribute(ATTRIBUTE));
  }

  /**
   * @throws ProtocolException {@code not-found} if nobody is
   */
  public Login login() {
    return of(request)
        .orElseThrow(
            () -> new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence()));
  }

  /** Whose data may be seen. */
  public Tenant tenant() {
    return login().tenant();
  }

  public boolean isSignedIn() {
    return of(request).isPresent();
  }

  public String getName() {
    return of(request).map(Login::name).orElse("");
  }

  public String getRole() {
    return of(request).map(login -> login.role().name()).orElse("");
  }

  public boolean isMayAct() {
    return of(request).map(Login::mayAct).orElse(false);
  }
}

package fiveseal.web;

import fiveseal.manager.Logins;
import fiveseal.manager.SignIn;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Signing in. Whatever is wrong is told with the same words. */
@Named
@RequestScoped
public class LoginPage {
  /** What {@code again} says when the session ended before a form was sent. */
  static final String FORM = "form";

  @Inject private HttpServletRequest request;
  @EJB private Logins logins;

  private String name;
  private String password;
  private String code;

  public void signIn() {
    SignIn attempt =
        new SignIn(
            text(name),
            text(password),
            Optional.ofNullable(code),
            request.getRemoteAddr(),
            text(request.getHeader("User-Agent")));
    try {
      Optional<String> token = logins.authenticate(attempt);
      if (token.isPresent()) {
        enter(token.get());
      } else {
        say(Texts.common("login.refused"));
      }
    } catch (ProtocolException e) {
      if (e.code() != ErrorCode.TOO_MANY_REQUESTS) {
        throw e;
      }
      Object seconds = e.members().get(Problem.RETRY_AFTER);
      say(Texts.common("login.wait", seconds));
    }
  }

  private void enter(String token) {
    // Whoever signs in anew in the same browser leaves the old session.
    CurrentSession.token(request).ifPresent(logins::logout);
    CurrentSession.keep(request, token);
    Redirects.to(back().orElseGet(() -> home(token)));
  }

  private String home(String token) {
    return logins.signedIn(token).map(session -> Homes.of(session.login().role())).orElse("/");
  }

  private static void say(String text) {
    FacesContext.getCurrentInstance()
        .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  /** Never shown again. */
  public String getPassword() {
    return null;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  /** Never shown again. */
  public String getCode() {
    return null;
  }

  public void setCode(String code) {
    this.code = code;
  }

  private Optional<String> back() {
    return WayBack.afterSignIn(request.getParameter("back"));
  }

  /** The page to come back to, or null. */
  public String getBack() {
    return back().orElse(null);
  }

  /** Whether the reader had a session that has ended. */
  public boolean isAgain() {
    return request.getParameter("again") != null;
  }

  /** Whether the session had ended before a form was sent, so that nothing of it was taken. */
  public boolean isUntaken() {
    return FORM.equals(request.getParameter("again"));
  }

  /** Whether the reader has just signed out. */
  public boolean isOut() {
    return request.getParameter("out") != null;
  }
}

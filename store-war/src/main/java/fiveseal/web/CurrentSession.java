package fiveseal.web;

import fiveseal.manager.SignedIn;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/**
 * The session of who is signed in. The server's own session holds nothing of it but the token, so
 * that what the token opens is asked of the users' records at every request.
 */
@RequestScoped
public class CurrentSession {
  /** The request's attribute under which the mechanism leaves the {@link SignedIn}. */
  static final String ATTRIBUTE = SignedIn.class.getName();

  private static final String TOKEN = "fiveseal.token";

  @Inject private HttpServletRequest request;

  /**
   * @throws ProtocolException {@code not-found} if nobody is signed in
   */
  public SignedIn signedIn() {
    return Optional.ofNullable((SignedIn) request.getAttribute(ATTRIBUTE))
        .orElseThrow(
            () -> new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence()));
  }

  /** The token that the request's session holds. */
  static Optional<String> token(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return Optional.ofNullable(session).map(s -> (String) s.getAttribute(TOKEN));
  }

  /** Puts a token in the request's session, whose id nobody knew before. */
  static void keep(HttpServletRequest request, String token) {
    HttpSession session = request.getSession(true);
    request.changeSessionId();
    session.setAttribute(TOKEN, token);
  }

  /** Ends the server's session. */
  static void forget(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}

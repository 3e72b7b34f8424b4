package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/** Signing in to the consoles, and the sessions that come of it. */
@Local
public interface Logins {

  /**
   * Signs in. Whatever is wrong, the answer is the same and takes the same time: nobody learns
   * which names there are.
   *
   * @return the new session's token, 43 characters; empty if name, password or code is wrong
   * @throws fiveseal.protocol.ProtocolException {@code too-many-requests} with {@code retryAfter}
   *     in seconds, after too many failures with this name or from this address
   */
  Optional<String> authenticate(SignIn attempt);

  /**
   * Who bears the token, asked at every request: a session ends half an hour after its last
   * request, twelve hours after it began, and at once when it is ended or its user disabled.
   */
  Optional<SignedIn> signedIn(String token);

  /**
   * Who bears an operator's token.
   *
   * @param operator the name that the token acts under
   * @throws fiveseal.protocol.ProtocolException {@code signature-refused} if it is a login's name
   *     and no user of that name may sign in as an operator
   */
  Login bearer(String operator);

  /** Ends the token's session; a second time does nothing. */
  void logout(String token);

  /**
   * A user's sessions, newest first, at most 50: one's own, or those of a user whom one manages.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found}
   */
  List<LoginRecord> sessions(Login who, String userId);

  /**
   * Ends a session, one's own or that of a user whom one manages.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found}
   */
  void end(Login who, String userId, String sessionId);
}

package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/**
 * Users of the consoles. Operators manage everyone, a mall's administrators the administrators of
 * their own mall and the users of its lower stores; to everyone else, and for everyone else's
 * users, nothing is found. Every change is written in the trail.
 *
 * <p>Refusals carry the member {@code fault}, a stable code of what is wrong.
 */
@Local
public interface Users {

  /**
   * The users whom one may see.
   *
   * @param after {@link UserPage#next} of the page before
   * @param limit 1 … 200
   */
  UserPage list(Login who, Optional<String> after, int limit);

  /**
   * @throws fiveseal.protocol.ProtocolException {@code not-found}
   */
  UserView one(Login who, String userId);

  /**
   * Creates a user with a one-time password.
   *
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} for a name, a role or a
   *     store that cannot be; {@code conflicting-replay} if the name is taken; {@code not-found}
   *     for a role that one may not grant
   */
  OneTimePassword create(Login who, UserOrder order);

  /**
   * The same for the bearer of an operator's token, with a password of the operator's choice. A
   * user who exists with the same role and store is left as they are, but that another operator's
   * order of the same operator with the same password is the agreement to it ({@link #agree}), as
   * long as nobody changed them since.
   *
   * @param operator the bearer of the token
   * @param password outside demo mode its user must change it at the first sign-in
   * @return the user's id
   */
  String admit(Login operator, UserOrder order, String password);

  /**
   * Changes what a user is called and may do; the sessions of one whose role or store changes end.
   *
   * @param version of the user as they were seen
   * @throws fiveseal.protocol.ProtocolException {@code conflicting-replay} if somebody else changed
   *     the user meanwhile; {@code message-refused} for one's own role, or the last operator's
   */
  void change(
      Login who,
      String userId,
      int version,
      String displayName,
      Role role,
      Optional<String> storeId);

  /**
   * Lets a user sign in no more, and ends every session; or lets them sign in again. Whom an
   * operator disabled no mall enables.
   *
   * @throws fiveseal.protocol.ProtocolException as for {@link #change}
   */
  void setActive(Login who, String userId, int version, boolean active);

  /**
   * Agrees that a user is an operator, as the second of two: whoever was made an operator, enabled
   * as one or given a new password by one operator cannot sign in before another agrees.
   *
   * @param version of the user as they were seen
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} by the same operator,
   *     {@code conflicting-replay} if somebody else changed the user, or agreed, meanwhile
   */
  void agree(Login who, String userId, int version);

  /**
   * Sets a one-time password, needs no codes any more, and ends every session of the user.
   *
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} for one's own; {@code
   *     conflicting-replay} if somebody else changed the user meanwhile
   */
  OneTimePassword reset(Login who, String userId);

  /**
   * Changes one's own password; every other session ends.
   *
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} if the old one is wrong or
   *     the new one too weak; {@code too-many-requests} after too many wrong ones
   */
  void changePassword(SignedIn session, String oldPassword, String newPassword);

  /**
   * A new secret for one's own one-time codes (RFC 6238). Nothing needs a code before {@link
   * #useCodes}.
   *
   * @param password the user's: whoever finds an open session does not shut its owner out
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} while codes are in use, or
   *     if the password is wrong
   */
  CodeOffer offerCodes(SignedIn session, String password);

  /**
   * From now on signing in needs a code.
   *
   * @param code of the secret that was offered last, as proof that the authenticator has it
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} for another code; {@code
   *     too-many-requests} after too many wrong ones
   */
  void useCodes(SignedIn session, String code);

  /**
   * Signing in needs no code any more.
   *
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} if the password is wrong
   */
  void dropCodes(SignedIn session, String password);
}

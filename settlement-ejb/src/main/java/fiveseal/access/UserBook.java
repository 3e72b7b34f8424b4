package fiveseal.access;

import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes users, each change with its entry in the trail and the end of sessions in one commit. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class UserBook {
  static final Duration ONE_TIME = Duration.ofDays(7);

  private static final String NO_SESSION = "";

  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject TrailRecords trail;
  @Inject Clock clock;

  /**
   * @throws ProtocolException {@code conflicting-replay} if the name is taken
   */
  public void create(Login who, NewAccount account) {
    Instant now = clock.instant();
    if (!accounts.insert(account, now)) {
      throw conflict("name-taken", "the name is another user's");
    }
    trail.add(
        who,
        account.storeId(),
        account.mallId(),
        "user-created",
        account.name(),
        place(account.role(), account.storeId()),
        now);
  }

  /** The user as they are now, if one may change them and they are still of the version seen. */
  private Account current(Login who, String userId) {
    Account user = accounts.byId(userId).orElseThrow(Grants::notFound);
    Grants.requireManages(who, user);
    return user;
  }

  public void change(
      Login who,
      String userId,
      int version,
      String displayName,
      Role role,
      Optional<String> storeId,
      Optional<String> mallId) {
    List<String> operators = accounts.lockActiveOperators();
    Account user = current(who, userId);
    Grants.requireGrants(who, role, mallId);
    boolean moved = user.role() != role || !user.storeId().equals(storeId);
    if (moved) {
      requireNotOneself(who, userId);
      requireAnotherOperator(operators, userId, role == Role.OPERATOR);
    }
    if (!accounts.change(userId, version, displayName, role, storeId, mallId)) {
      throw changedMeanwhile();
    }
    Instant now = clock.instant();
    if (moved) {
      sessions.endAll(userId, NO_SESSION, "ROLE", now);
    }
    trail.add(
        who,
        user,
        "user-changed",
        user.name(),
        place(user.role(), user.storeId()) + " -> " + place(role, storeId),
        now);
  }

  public void setActive(Login who, String userId, int version, boolean active) {
    List<String> operators = accounts.lockActiveOperators();
    Account user = current(who, userId);
    if (!active) {
      requireNotOneself(who, userId);
      requireAnotherOperator(operators, userId, false);
    }
    if (!accounts.setActive(userId, version, active)) {
      throw changedMeanwhile();
    }
    Instant now = clock.instant();
    if (!active) {
      sessions.endAll(userId, NO_SESSION, "DISABLED", now);
    }
    trail.add(who, user, active ? "user-enabled" : "user-disabled", user.name(), "", now);
  }

  public void reset(Login who, String userId, String passwordHash) {
    Account user = current(who, userId);
    Instant now = clock.instant();
    accounts.reset(userId, passwordHash, now, now.plus(ONE_TIME));
    sessions.endAll(userId, NO_SESSION, "PASSWORD", now);
    trail.add(who, user, "password-reset", user.name(), "", now);
  }

  /** The session in which it was changed stays open. */
  public void ownPassword(Login who, String sessionId, String passwordHash) {
    Account user = accounts.byId(who.userId()).orElseThrow(Grants::notFound);
    Instant now = clock.instant();
    accounts.setOwnPassword(user.userId(), passwordHash, now);
    sessions.endAll(user.userId(), sessionId, "PASSWORD", now);
    trail.add(who, user, "own-password", user.name(), "", now);
  }

  /** Codes are asked for from now on, or no more. */
  public void useCodes(Login who, boolean use) {
    Account user = accounts.byId(who.userId()).orElseThrow(Grants::notFound);
    Instant now = clock.instant();
    accounts.setCodesSince(user.userId(), use ? Optional.of(now) : Optional.empty());
    trail.add(who, user, use ? "codes-on" : "codes-off", user.name(), "", now);
  }

  private static void requireNotOneself(Login who, String userId) {
    if (who.userId().equals(userId)) {
      throw PasswordRules.refused("own-role", "one cannot change what one may do oneself");
    }
  }

  private static void requireAnotherOperator(
      List<String> operators, String userId, boolean staysOperator) {
    if (!staysOperator && operators.equals(List.of(userId))) {
      throw PasswordRules.refused("last-operator", "there would be no operator left");
    }
  }

  private static String place(Role role, Optional<String> storeId) {
    return storeId.map(store -> role + " " + store).orElse(role.name());
  }

  private static ProtocolException changedMeanwhile() {
    return conflict("changed-meanwhile", "somebody else changed the user meanwhile");
  }

  private static ProtocolException conflict(String fault, String detail) {
    return new ProtocolException(ErrorCode.CONFLICTING_REPLAY, detail, Map.of("fault", fault));
  }
}

package fiveseal.access;

import fiveseal.access.Accounts.ActiveOperator;
import fiveseal.manager.Login;
import fiveseal.manager.OperatorName;
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
  private static final String OWN_ROLE = "own-role";

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

  /**
   * All of them, or none.
   *
   * @throws ProtocolException {@code conflicting-replay} if a name is taken
   */
  public void createAll(Login who, List<NewAccount> users) {
    users.forEach(user -> create(who, user));
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
    List<ActiveOperator> operators = accounts.lockActiveOperators();
    Account user = current(who, userId);
    Grants.requireGrants(who, role, mallId);
    boolean moved = user.role() != role || !user.storeId().equals(storeId);
    if (moved) {
      requireNotOneself(who, userId, OWN_ROLE);
      requireAnotherOperator(operators, userId, role == Role.OPERATOR);
    }
    Optional<String> raisedBy =
        moved ? raising(who, role) : user.raisedBy().filter(by -> role == Role.OPERATOR);
    if (!accounts.change(userId, version, displayName, role, storeId, mallId, raisedBy)) {
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

  public void disable(Login who, String userId, int version) {
    List<ActiveOperator> operators = accounts.lockActiveOperators();
    Account user = current(who, userId);
    requireNotOneself(who, userId, OWN_ROLE);
    requireAnotherOperator(operators, userId, false);
    if (!accounts.disable(userId, version, who.role() == Role.OPERATOR)) {
      throw changedMeanwhile();
    }
    Instant now = clock.instant();
    sessions.endAll(userId, NO_SESSION, "DISABLED", now);
    trail.add(who, user, "user-disabled", user.name(), "", now);
  }

  public void enable(Login who, String userId, int version) {
    Account user = current(who, userId);
    if (user.disabledByOperator() && who.role() != Role.OPERATOR) {
      throw PasswordRules.refused("operator-disabled", "an operator disabled the user");
    }
    if (!accounts.enable(userId, version, raising(who, user.role()))) {
      throw changedMeanwhile();
    }
    trail.add(who, user, "user-enabled", user.name(), "", clock.instant());
  }

  /** A second operator agrees that the user is one; now they can sign in. */
  public void agree(Login who, String userId, int version) {
    Account user = current(who, userId);
    if (who.role() != Role.OPERATOR) {
      throw Grants.notFound();
    }
    if (user.raisedBy().filter(by -> !OperatorName.areTwoPeople(by, who.name())).isPresent()) {
      throw PasswordRules.refused("own-raise", "another operator has to agree to this");
    }
    if (!accounts.agree(userId, version)) {
      throw changedMeanwhile();
    }
    trail.add(
        who,
        user,
        "user-agreed",
        user.name(),
        user.raisedBy().map(by -> "raised by " + by).orElse(""),
        clock.instant());
  }

  /** Who makes somebody an operator, for another to agree to; empty for every other role. */
  static Optional<String> raising(Login who, Role role) {
    return Optional.of(who.name()).filter(by -> role == Role.OPERATOR);
  }

  /**
   * Whoever sets an operator's password anew cannot agree to it: somebody else has to be left who
   * can, or the operator would be lost.
   */
  public void reset(Login who, String userId, String passwordHash) {
    requireNotOneself(who, userId, "own-reset");
    List<ActiveOperator> operators = accounts.lockActiveOperators();
    Account user = current(who, userId);
    if (user.role() == Role.OPERATOR) {
      requireAgreer(operators, who, userId);
    }
    Instant now = clock.instant();
    if (!accounts.reset(user, passwordHash, now, now.plus(ONE_TIME), raising(who, user.role()))) {
      throw changedMeanwhile();
    }
    sessions.endAll(userId, NO_SESSION, "PASSWORD", now);
    trail.add(who, user, "password-reset", user.name(), "", now);
  }

  /**
   * The session in which it was changed stays open.
   *
   * @param oldHash of the password that was typed
   */
  public void ownPassword(Login who, String sessionId, String oldHash, String passwordHash) {
    Account user = accounts.byId(who.userId()).orElseThrow(Grants::notFound);
    Instant now = clock.instant();
    if (!accounts.setOwnPassword(user.userId(), oldHash, passwordHash, now)) {
      throw changedMeanwhile();
    }
    sessions.endAll(user.userId(), sessionId, "PASSWORD", now);
    trail.add(who, user, "own-password", user.name(), "", now);
  }

  /**
   * Codes are asked for from now on.
   *
   * @param salt of the secret that a code was shown of
   */
  public void useCodes(Login who, CodeSalt salt) {
    Account user = accounts.byId(who.userId()).orElseThrow(Grants::notFound);
    Instant now = clock.instant();
    if (!accounts.useCodes(user.userId(), salt, now)) {
      throw PasswordRules.refused("code-wrong", "another secret was offered since");
    }
    trail.add(who, user, "codes-on", user.name(), "", now);
  }

  /** Codes are asked for no more. */
  public void dropCodes(Login who) {
    Account user = accounts.byId(who.userId()).orElseThrow(Grants::notFound);
    accounts.dropCodes(user.userId());
    trail.add(who, user, "codes-off", user.name(), "", clock.instant());
  }

  private static void requireNotOneself(Login who, String userId, String fault) {
    if (who.userId().equals(userId)) {
      throw PasswordRules.refused(fault, "one cannot change what one may do oneself");
    }
  }

  private static void requireAnotherOperator(
      List<ActiveOperator> operators, String userId, boolean staysOperator) {
    boolean onlyOne = operators.size() == 1 && operators.get(0).userId().equals(userId);
    if (!staysOperator && onlyOne) {
      throw PasswordRules.refused("last-operator", "there would be no operator left");
    }
  }

  private static void requireAgreer(List<ActiveOperator> operators, Login who, String userId) {
    if (operators.stream()
        .filter(operator -> !operator.userId().equals(userId))
        .noneMatch(operator -> OperatorName.areTwoPeople(who.name(), operator.name()))) {
      throw PasswordRules.refused("nobody-agrees", "no other operator could agree to it");
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

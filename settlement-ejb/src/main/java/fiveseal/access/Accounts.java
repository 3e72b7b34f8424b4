package fiveseal.access;

import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.UserView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The users' rows, read and written inside whatever transaction there is. */
@Dependent
public class Accounts {
  private static final String BY_NAME =
      "SELECT" + Account.COLUMNS + "FROM access.console_user u WHERE u.name = ?";
  private static final String BY_ID =
      "SELECT" + Account.COLUMNS + "FROM access.console_user u WHERE u.user_id = ?";

  /**
   * A session lives for hours: it was seen last among the newest, which are those that are listed.
   */
  private static final String LIST =
      "SELECT"
          + Account.COLUMNS
          + ", (SELECT max(s.last_seen_at) FROM (SELECT n.last_seen_at FROM access.login_session n"
          + " WHERE n.user_id = u.user_id ORDER BY n.created_at DESC LIMIT "
          + Sessions.LIST_MAX
          + ") s) AS last_seen_at FROM access.console_user u WHERE u.user_id > ?";

  private static final String INSERT =
      """
      INSERT INTO access.console_user (user_id, name, display_name, role, store_id, mall_id,
        password_hash, password_set_at, must_change_password, one_time_until, raised_by, state,
        created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVE', ?)
      ON CONFLICT (name) DO NOTHING
      """;
  private static final String CHANGE =
      "UPDATE access.console_user SET display_name = ?, role = ?, store_id = ?, mall_id = ?,"
          + " raised_by = ?, version = version + 1 WHERE user_id = ? AND version = ?";
  private static final String DISABLE =
      "UPDATE access.console_user SET state = 'DISABLED', disabled_by_operator = ?,"
          + " version = version + 1 WHERE user_id = ? AND version = ?";
  private static final String ENABLE =
      "UPDATE access.console_user SET state = 'ACTIVE', disabled_by_operator = false,"
          + " raised_by = ?, version = version + 1 WHERE user_id = ? AND version = ?";
  private static final String AGREE =
      "UPDATE access.console_user SET raised_by = NULL, version = version + 1"
          + " WHERE user_id = ? AND version = ? AND raised_by IS NOT NULL";
  private static final String RESET =
      "UPDATE access.console_user SET password_hash = ?, password_set_at = ?,"
          + " must_change_password = true, one_time_until = ?, totp_since = NULL,"
          + " raised_by = ?, version = version + 1 WHERE user_id = ? AND version = ?";
  private static final String OWN_PASSWORD =
      "UPDATE access.console_user SET password_hash = ?, password_set_at = ?,"
          + " must_change_password = false, one_time_until = NULL"
          + " WHERE user_id = ? AND password_hash = ?";
  private static final String CODE_SALT =
      "UPDATE access.console_user SET totp_salt = ? WHERE user_id = ? AND totp_since IS NULL";
  private static final String CODES_SINCE =
      "UPDATE access.console_user SET totp_since = ? WHERE user_id = ? AND totp_salt = ?";
  private static final String CODE_STEP =
      "UPDATE access.console_user SET totp_step = ? WHERE user_id = ? AND totp_step < ?";
  private static final String ACTIVE_OPERATORS =
      "SELECT user_id, name FROM access.console_user WHERE role = 'OPERATOR' AND state = 'ACTIVE'"
          + " AND raised_by IS NULL ORDER BY user_id FOR UPDATE";
  private static final String ANY = "SELECT 1 FROM access.console_user LIMIT 1";

  @Inject AccessDatabase database;

  Optional<Account> byName(String name) {
    return database.query(BY_NAME, Account::read, name).stream().findFirst();
  }

  Optional<Account> byId(String userId) {
    return database.query(BY_ID, Account::read, userId).stream().findFirst();
  }

  boolean isEmpty() {
    return database.query(ANY, row -> row.getInt(1)).isEmpty();
  }

  /** In the order of creation; one more than wanted shows that there is a following page. */
  List<UserView> list(Login who, String after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(after));
    String mine = "";
    if (who.role() == Role.MALL_ADMIN) {
      mine = " AND u.mall_id = ?";
      parameters.add(who.tenant().storeId());
    }
    parameters.add(limit);
    return database.query(
        LIST + mine + " ORDER BY u.user_id LIMIT ?",
        row -> Account.read(row).view(AccessDatabase.optionalTime(row, "last_seen_at")),
        parameters.toArray());
  }

  /**
   * @return whether the name was free
   */
  boolean insert(NewAccount account, Instant now) {
    return database.update(
            INSERT,
            account.userId(),
            account.name(),
            account.displayName(),
            account.role(),
            account.storeId(),
            account.mallId(),
            account.passwordHash(),
            now,
            account.mustChangePassword(),
            account.oneTimeUntil(),
            account.raisedBy(),
            now)
        == 1;
  }

  /**
   * @return whether the version was still the one that was seen
   */
  boolean change(
      String userId,
      int version,
      String displayName,
      Role role,
      Optional<String> storeId,
      Optional<String> mallId,
      Optional<String> raisedBy) {
    return database.update(CHANGE, displayName, role, storeId, mallId, raisedBy, userId, version)
        == 1;
  }

  /**
   * @return whether the version was still the one that was seen
   */
  boolean disable(String userId, int version, boolean byOperator) {
    return database.update(DISABLE, byOperator, userId, version) == 1;
  }

  /**
   * @return whether the version was still the one that was seen
   */
  boolean enable(String userId, int version, Optional<String> raisedBy) {
    return database.update(ENABLE, raisedBy, userId, version) == 1;
  }

  /**
   * @return whether the version was still the one that was seen, and waited
   */
  boolean agree(String userId, int version) {
    return database.update(AGREE, userId, version) == 1;
  }

  /**
   * @param seen as it was read: what it may do is what the password will open
   * @return whether it is still so
   */
  boolean reset(
      Account seen, String passwordHash, Instant now, Instant until, Optional<String> raisedBy) {
    return database.update(RESET, passwordHash, now, until, raisedBy, seen.userId(), seen.version())
        == 1;
  }

  /**
   * @param oldHash of the password that its user has just typed
   * @return whether it is still the user's
   */
  boolean setOwnPassword(String userId, String oldHash, String passwordHash, Instant now) {
    return database.update(OWN_PASSWORD, passwordHash, now, userId, oldHash) == 1;
  }

  /** A new secret, unless codes are in use. */
  void setCodeSalt(String userId, CodeSalt salt) {
    database.update(CODE_SALT, salt.bytes(), userId);
  }

  /**
   * From now on signing in needs a code.
   *
   * @param salt of the secret that the user has shown to have
   * @return whether it is still the user's
   */
  boolean useCodes(String userId, CodeSalt salt, Instant since) {
    return database.update(CODES_SINCE, since, userId, salt.bytes()) == 1;
  }

  /** From now on signing in needs no code. */
  void dropCodes(String userId) {
    database.update("UPDATE access.console_user SET totp_since = NULL WHERE user_id = ?", userId);
  }

  /**
   * @return whether no code of this step or a later one was taken before
   */
  boolean takeCodeStep(String userId, long step) {
    return database.update(CODE_STEP, step, userId, step) == 1;
  }

  /** An operator who may sign in. */
  record ActiveOperator(String userId, String name) {}

  /** The operators who may sign in; nobody changes them before the transaction ends. */
  List<ActiveOperator> lockActiveOperators() {
    return database.query(
        ACTIVE_OPERATORS,
        row -> new ActiveOperator(row.getString("user_id"), row.getString("name")));
  }
}

package fiveseal.access;

import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.manager.UserView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A user with all that is kept of them.
 *
 * @param raisedBy who made, promoted, enabled or reset this operator, whom no other has agreed to
 * @param oneTimeUntil until when a password that another set lets its user in
 * @param disabledByOperator whether a mall may not let the user in again
 * @param codeSalt of which the secret of the one-time codes is derived
 * @param codesSince since when a sign-in needs a code
 * @param codeStep the time step of the last code that was taken
 */
record Account(
    String userId,
    String name,
    String displayName,
    Role role,
    Optional<String> storeId,
    Optional<String> mallId,
    String passwordHash,
    boolean mustChangePassword,
    Optional<Instant> oneTimeUntil,
    boolean active,
    Optional<String> raisedBy,
    boolean disabledByOperator,
    Optional<CodeSalt> codeSalt,
    Optional<Instant> codesSince,
    long codeStep,
    int version) {

  /** All columns of an account; the table is {@code u}. */
  static final String COLUMNS =
      " u.user_id, u.name, u.display_name, u.role, u.store_id, u.mall_id, u.password_hash,"
          + " u.must_change_password, u.one_time_until, u.state, u.raised_by,"
          + " u.disabled_by_operator, u.totp_salt, u.totp_since, u.totp_step, u.version ";

  /** The version of a user whom no administrator has changed. */
  static final int AS_CREATED = 1;

  private static final String ACTIVE = "ACTIVE";

  static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getString("user_id"),
        row.getString("name"),
        row.getString("display_name"),
        Role.valueOf(row.getString("role")),
        AccessDatabase.optionalText(row, "store_id"),
        AccessDatabase.optionalText(row, "mall_id"),
        row.getString("password_hash"),
        row.getBoolean("must_change_password"),
        AccessDatabase.optionalTime(row, "one_time_until"),
        row.getString("state").equals(ACTIVE),
        AccessDatabase.optionalText(row, "raised_by"),
        row.getBoolean("disabled_by_operator"),
        Optional.ofNullable(row.getBytes("totp_salt")).map(CodeSalt::of),
        AccessDatabase.optionalTime(row, "totp_since"),
        row.getLong("totp_step"),
        row.getInt("version"));
  }

  /** Whose data the user may see. */
  Tenant tenant() {
    return tenant(role, storeId);
  }

  static Tenant tenant(Role role, Optional<String> storeId) {
    return switch (role) {
      case OPERATOR, AUDITOR -> Tenant.operator();
      case MALL_ADMIN -> Tenant.ofStore(storeId.orElseThrow());
      case LOWER_STORE -> Tenant.ofLowerStore(storeId.orElseThrow());
    };
  }

  Login login() {
    return new Login(userId, name, role, tenant());
  }

  boolean usesCodes() {
    return codesSince.isPresent();
  }

  /** Whether the right password still lets the user in. */
  boolean mayEnter(Instant now) {
    return active
        && raisedBy.isEmpty()
        && oneTimeUntil.filter(until -> !now.isBefore(until)).isEmpty();
  }

  UserView view(Optional<Instant> lastSeenAt) {
    return new UserView(
        userId,
        name,
        displayName,
        role,
        storeId,
        mallId,
        active,
        raisedBy,
        mustChangePassword,
        usesCodes(),
        lastSeenAt,
        version);
  }

  /** Never the password's hash. */
  @Override
  public String toString() {
    return "Account[" + userId + "]";
  }
}

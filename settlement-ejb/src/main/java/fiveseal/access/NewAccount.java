package fiveseal.access;

import fiveseal.manager.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * A user who is not there yet.
 *
 * @param raisedBy who makes an operator, to whom another has to agree; empty if nobody has to
 * @param oneTimeUntil until when the password lets its user in; empty if it does not end
 */
public record NewAccount(
    String userId,
    String name,
    String displayName,
    Role role,
    Optional<String> storeId,
    Optional<String> mallId,
    String passwordHash,
    boolean mustChangePassword,
    Optional<Instant> oneTimeUntil,
    Optional<String> raisedBy) {

  /** Never the password's hash. */
  @Override
  public String toString() {
    return "NewAccount[" + userId + "]";
  }
}

package fiveseal.manager;

import java.time.Instant;
import java.util.Optional;

/**
 * A user of the consoles, as administrators see them.
 *
 * @param userId UUIDv7
 * @param name what the user signs in with
 * @param displayName the name for people
 * @param role what the user may do
 * @param storeId whose data a store's user sees
 * @param mallId the mall or independent store that manages a store's user
 * @param active whether the user may sign in
 * @param raisedBy who made, promoted, enabled or reset this operator; until another operator agrees
 *     the user cannot sign in
 * @param mustChangePassword whether the password was set by another
 * @param usesCodes whether signing in needs a code
 * @param lastSeenAt the last request of any session
 * @param version to be given back with a change
 */
public record UserView(
    String userId,
    String name,
    String displayName,
    Role role,
    Optional<String> storeId,
    Optional<String> mallId,
    boolean active,
    Optional<String> raisedBy,
    boolean mustChangePassword,
    boolean usesCodes,
    Optional<Instant> lastSeenAt,
    int version) {}

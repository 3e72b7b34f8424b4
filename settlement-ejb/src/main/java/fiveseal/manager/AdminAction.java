package fiveseal.manager;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that an administrator did.
 *
 * @param actionId UUIDv7, in the order of time
 * @param doneAt when
 * @param userName who: the name they signed in with
 * @param role what they were allowed to do then
 * @param storeId whose data it concerned; empty for the operator's own
 * @param what a code: lower case letters and hyphens
 * @param subject to whom or to what
 * @param detail anything more that matters
 */
public record AdminAction(
    String actionId,
    Instant doneAt,
    String userName,
    Role role,
    Optional<String> storeId,
    String what,
    String subject,
    String detail) {}

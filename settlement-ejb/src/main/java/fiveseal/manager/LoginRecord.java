package fiveseal.manager;

import java.time.Instant;
import java.util.Optional;

/**
 * A sign-in of a user, and what became of it. (The client jar leaves out what is called a session.)
 *
 * @param sessionId names it; opens nothing
 * @param createdAt when the user signed in
 * @param lastSeenAt the last request, to the minute
 * @param address where it came from
 * @param browser what the browser called itself
 * @param open whether it still lets its bearer in
 * @param endReason why it ended before its time: {@code LOGOUT}, {@code ENDED}, {@code PASSWORD},
 *     {@code ROLE} or {@code DISABLED}
 */
public record LoginRecord(
    String sessionId,
    Instant createdAt,
    Instant lastSeenAt,
    String address,
    String browser,
    boolean open,
    Optional<String> endReason) {}

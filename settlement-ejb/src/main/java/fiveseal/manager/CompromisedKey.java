package fiveseal.manager;

import java.time.Instant;

/**
 * A key of which somebody says that it was stolen.
 *
 * @param key the kid, or the version of the card master key
 * @param stolenAt since when it may have been used by others
 */
public record CompromisedKey(CompromisedKind kind, String key, Instant stolenAt) {}

package fiveseal.keys;

import java.util.Optional;

/**
 * Which signing key came after which, in the manager's own words.
 *
 * @param byPredecessor {@code fiveseal-key-succession} signed by the key before, compact; none if
 *     that is compromised
 * @param byAuthority the same, signed by the operator's CA
 */
public record RecordedSuccession(Optional<String> byPredecessor, String byAuthority) {}

package fiveseal.manager;

import java.util.Optional;

/**
 * Who succeeds a signing key of the manager's: {@code fiveseal-key-succession}, as compact JWS.
 *
 * @param byPredecessor signed by the key before; empty if that is compromised
 * @param byAuthority the same, signed by the operator's CA
 */
public record PublishedSuccession(Optional<String> byPredecessor, String byAuthority) {}

package fiveseal.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret key in the vault, by its public data.
 *
 * @param number within its kind, from 1; of a card master key its version
 * @param identity of a certified key its kid (RFC 7638); of a card master key its check value, the
 *     first 8 bytes of HMAC-SHA-256 over {@code fiveseal-key-check-value}, in hex
 * @param signsFrom when it takes over; empty for a card master key, which serves at once
 * @param notAfter the certificate's end, exclusive; empty for a card master key
 * @param current whether it is the one that serves now
 */
public record VaultKey(
    KeyKind kind,
    int number,
    String identity,
    Optional<Instant> signsFrom,
    Optional<Instant> notAfter,
    boolean current) {}

package fiveseal.protocol.jws;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A public key in a register.
 *
 * @param owner the {@code iss} of everything it may sign
 * @param notBefore inclusive
 * @param notAfter exclusive
 * @param revokedAt from then on nothing it signs is accepted
 */
public record KeyRecord(
    String kid,
    String owner,
    KeyRole role,
    ECPublicKey key,
    Instant notBefore,
    Instant notAfter,
    Optional<Instant> revokedAt) {

  /** Whether a message first received at that time may bear this key's signature. */
  public boolean validAt(Instant time) {
    return !time.isBefore(notBefore)
        && time.isBefore(notAfter)
        && revokedAt.map(time::isBefore).orElse(true);
  }
}

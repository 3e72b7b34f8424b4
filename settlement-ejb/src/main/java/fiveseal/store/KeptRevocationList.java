package fiveseal.store;

import java.time.Duration;
import java.time.Instant;

/**
 * A signed list of revoked certificates. Public, since the container's proxy of a bean gives it.
 *
 * @param number its CRL number
 * @param content digest of what is on it
 * @param list DER
 */
public record KeptRevocationList(long number, Instant thisUpdate, String content, byte[] list) {
  /** How long a list says that it counts. */
  static final Duration VALIDITY = Duration.ofHours(24);

  /** Whoever fetches one can use it for half a day at least. */
  private static final Duration SERVED = Duration.ofHours(12);

  static final KeptRevocationList NONE = new KeptRevocationList(0, Instant.EPOCH, "", new byte[0]);

  /** Whether there is no need of another one. */
  boolean serves(String wanted, Instant now) {
    return content.equals(wanted) && now.isBefore(thisUpdate.plus(SERVED));
  }
}

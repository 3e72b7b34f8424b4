package fiveseal.config;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the manager is configured with, checked.
 *
 * @param managerId {@code iss} of all that the manager signs and {@code aud} of all that it takes
 * @param clientBaseUrl where holders' browsers reach the client device's pages, without a slash at
 *     the end
 * @param storeBaseUrl where stores reach the manager, without a slash at the end
 * @param demo simulated cards, demo funding and loopback addresses are allowed
 * @param restoredAt until then the records were restored from a backup: what is older and may have
 *     happened meanwhile, unknown to us, gets nothing more
 */
public record Configuration(
    String managerId,
    URI clientBaseUrl,
    URI storeBaseUrl,
    boolean demo,
    Optional<Instant> restoredAt) {

  /** Whether it was made before the records were restored, and may have happened meanwhile. */
  public boolean isOlderThanRestore(Instant madeAt) {
    return restoredAt.filter(madeAt::isBefore).isPresent();
  }

  /**
   * Stops what may have happened already in the time that a restore lost.
   *
   * @param madeAt when it was made
   * @throws ProtocolException {@code records-restored}
   */
  public void requireNewerThanRestore(Instant madeAt) {
    if (isOlderThanRestore(madeAt)) {
      throw new ProtocolException(
          ErrorCode.RECORDS_RESTORED,
          "it was made before the manager's records were restored, and may have happened already");
    }
  }
}

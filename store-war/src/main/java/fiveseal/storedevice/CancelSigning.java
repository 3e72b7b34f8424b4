package fiveseal.storedevice;

import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.time.Duration;
import java.time.InstantSource;

/** Signs that a request is not wanted any more, for a day: as long as a request can live. */
public final class CancelSigning {
  private static final Duration VALIDITY = Duration.ofHours(24);

  private final StoreIdentity identity;
  private final Signer signer;
  private final InstantSource clock;

  public CancelSigning(StoreIdentity identity, Signer signer, InstantSource clock) {
    this.identity = identity;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * @param requestId of this store's own, sent to the manager already or not
   * @throws ProtocolException {@code message-malformed} if it is no id
   */
  public Signed<CancelRequest> sign(String requestId) {
    long now = clock.instant().getEpochSecond();
    return Signed.by(
        signer,
        new CancelRequest(
            identity.storeId(), identity.managerId(), requestId, now, now + VALIDITY.toSeconds()));
  }
}

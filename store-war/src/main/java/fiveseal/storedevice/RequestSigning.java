package fiveseal.storedevice;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.time.InstantSource;

/**
 * The first signature creation part (claims 2 and 17): message 1 under the store's secret key,
 * which only the {@link Signer} knows.
 */
public final class RequestSigning {
  private final StoreIdentity identity;
  private final Signer signer;
  private final InstantSource clock;

  public RequestSigning(StoreIdentity identity, Signer signer, InstantSource clock) {
    this.identity = identity;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * @throws ProtocolException {@code message-refused} if the request is another store's, for
   *     another manager, or out of its time: this key does not sign that
   */
  public Signed<SettlementRequest> sign(SettlementRequest request) {
    if (!request.iss().equals(identity.storeId())) {
      throw ProtocolException.refused("iss is not " + identity.storeId());
    }
    Acceptance.addressedTo(request, identity.managerId());
    Acceptance.timely(request, clock.instant());
    return Signed.by(signer, request);
  }
}

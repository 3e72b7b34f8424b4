package fiveseal.storedevice;

import fiveseal.protocol.Amount;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.time.Duration;
import java.time.InstantSource;

/** Signs what is given back, for a day, so that an outage needs no second signature. */
public final class RefundSigning {
  private static final Duration VALIDITY = Duration.ofHours(24);

  private final StoreIdentity identity;
  private final Signer signer;
  private final InstantSource clock;

  public RefundSigning(StoreIdentity identity, Signer signer, InstantSource clock) {
    this.identity = identity;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * @param refundId of this store's making
   * @throws ProtocolException {@code message-malformed} for an ill-formed id, {@code
   *     message-refused} for amounts or a number of lines that cannot be
   */
  public Signed<RefundRequest> sign(String refundId, RefundOrder order) {
    long now = clock.instant().getEpochSecond();
    long sum = order.lines().stream().mapToLong(RefundLine::amountMinor).sum();
    return Signed.by(
        signer,
        new RefundRequest(
            identity.storeId(),
            identity.managerId(),
            refundId,
            order.settlementId(),
            Amount.of(sum, order.currency()),
            order.lines(),
            now,
            now + VALIDITY.toSeconds()));
  }
}

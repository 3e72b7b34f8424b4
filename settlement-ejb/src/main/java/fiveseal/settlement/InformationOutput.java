package fiveseal.settlement;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.time.Instant;

/**
 * The settlement information output part (claims 4 and 10): the encrypted command together with the
 * request and its signature, under signature 2.
 */
public final class InformationOutput {
  private static final long LIFETIME_SECONDS_MAX = 24 * 60 * 60;

  private InformationOutput() {}

  /**
   * @param ciphertext the 64 bytes of EXECUTE
   */
  public static Signed<SettlementInformation> message(
      String managerId,
      Signer signer,
      String settlementId,
      Signed<SettlementRequest> request,
      byte[] ciphertext,
      Instant now) {
    return Signed.by(
        signer,
        new SettlementInformation(
            managerId,
            settlementId,
            request.compact(),
            Base64Url.encode(ciphertext),
            issuedAt(now, request.message().exp()),
            request.message().exp()));
  }

  /** Now, kept within the day before {@code exp}, since the store's clock may differ from ours. */
  private static long issuedAt(Instant now, long exp) {
    return Math.max(Math.min(now.getEpochSecond(), exp - 1), exp - LIFETIME_SECONDS_MAX);
  }
}

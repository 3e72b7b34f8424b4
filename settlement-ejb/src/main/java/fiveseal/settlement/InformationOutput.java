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
            Math.min(now.getEpochSecond(), request.message().exp() - 1),
            request.message().exp()));
  }
}

package fiveseal.valueupdate;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The transmitting part for value updates (claims 8 and 9): message 5 under signature 5. */
public final class UpdateOutput {
  private static final long LIFETIME_SECONDS = 300;

  private UpdateOutput() {}

  /**
   * @param settlementId what a REFUND gives back
   * @param ciphertext the 64 bytes of EXECUTE
   */
  static Signed<ValueUpdate> message(
      String managerId,
      Signer signer,
      Update update,
      Optional<String> settlementId,
      byte[] ciphertext,
      Instant now) {
    long iat = now.getEpochSecond();
    return Signed.by(
        signer,
        new ValueUpdate(
            managerId,
            update.id(),
            update.kind(),
            update.kind().hasAmount()
                ? OptionalLong.of(update.amountMinor())
                : OptionalLong.empty(),
            update.currency(),
            Base64Url.encode(ciphertext),
            settlementId,
            iat,
            iat + LIFETIME_SECONDS));
  }
}

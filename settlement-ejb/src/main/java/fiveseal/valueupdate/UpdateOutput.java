package fiveseal.valueupdate;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.UpdateKind;
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
   * @param ciphertext the 64 bytes of EXECUTE
   */
  public static Signed<ValueUpdate> load(
      String managerId,
      Signer signer,
      String updateId,
      Amount amount,
      byte[] ciphertext,
      Instant now) {
    long iat = now.getEpochSecond();
    return Signed.by(
        signer,
        new ValueUpdate(
            managerId,
            updateId,
            UpdateKind.LOAD,
            OptionalLong.of(amount.minor()),
            amount.currency(),
            Base64Url.encode(ciphertext),
            Optional.empty(),
            iat,
            iat + LIFETIME_SECONDS));
  }
}

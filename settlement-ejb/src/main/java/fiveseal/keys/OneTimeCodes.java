package fiveseal.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** Codes of authenticators (RFC 6238): HMAC-SHA-1, six digits, one for each 30 seconds. */
public final class OneTimeCodes {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");
  private static final String ALGORITHM = "HmacSHA1";

  private OneTimeCodes() {}

  /**
   * Which time step a code is of: the present one, or one beside it, since clocks differ.
   *
   * @param secret 20 bytes
   * @param code as typed
   * @return empty if it is none of these three
   */
  public static OptionalLong step(byte[] secret, String code, Instant now) {
    if (!CODE.matcher(code).matches()) {
      return OptionalLong.empty();
    }
    OptionalLong found = OptionalLong.empty();
    for (int offset = -1; offset <= 1; offset++) {
      Instant time = now.plus(STEP.multipliedBy(offset));
      byte[] expected = code(secret, time).getBytes(US_ASCII);
      if (MessageDigest.isEqual(expected, code.getBytes(US_ASCII))) {
        found = OptionalLong.of(Math.floorDiv(time.getEpochSecond(), STEP.toSeconds()));
      }
    }
    return found;
  }

  /** The code of a moment. */
  public static String code(byte[] secret, Instant time) {
    try {
      Key key = new SecretKeySpec(secret, ALGORITHM);
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(key, time, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("no secret for codes", e);
    }
  }
}

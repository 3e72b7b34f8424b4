package fiveseal.protocol.jws;

import fiveseal.protocol.Expiring;
import fiveseal.protocol.Message;
import fiveseal.protocol.ProtocolException;
import java.time.Instant;

/** What an addressee looks at once, at first receipt, after the signature: for whom, and when. */
public final class Acceptance {
  private static final long CLOCK_SKEW_SECONDS_MAX = 60;

  private Acceptance() {}

  /**
   * @throws ProtocolException {@code message-refused} if the message is for somebody else
   */
  public static void addressedTo(Message message, String self) {
    if (!message.audience().get(0).equals(self)) {
      throw ProtocolException.refused("aud is not " + self);
    }
  }

  /**
   * @throws ProtocolException {@code message-refused} if it comes from the future or is too old
   */
  public static void timely(Expiring message, Instant now) {
    notFromTheFuture(message, now);
    if (now.getEpochSecond() > message.exp() + CLOCK_SKEW_SECONDS_MAX) {
      throw ProtocolException.refused("exp has passed");
    }
  }

  /**
   * For a message that nothing depends on in time, such as a receipt: the signer's clock may be
   * off, but by {@code iat} its key must not have ended, since that is where others will look.
   *
   * @throws ProtocolException {@code message-refused} if {@code iat} lies after the key's end
   */
  public static void withinLifeOf(KeyRecord key, Message message) {
    if (message.iat() < key.notBefore().getEpochSecond()
        || message.iat() >= key.notAfter().getEpochSecond()) {
      throw ProtocolException.refused("iat lies outside the life of the key");
    }
  }

  private static void notFromTheFuture(Message message, Instant now) {
    if (message.iat() > now.getEpochSecond() + CLOCK_SKEW_SECONDS_MAX) {
      throw ProtocolException.refused("iat lies in the future");
    }
  }
}

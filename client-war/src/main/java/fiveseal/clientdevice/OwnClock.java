package fiveseal.clientdevice;

import fiveseal.protocol.Expiring;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.Acceptance;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** This device's own clock, by which it looks at the times of messages 2 and 5, once. */
record OwnClock(InstantSource source) {

  /**
   * @throws ProtocolException {@code message-refused}, telling what this clock shows: it may be the
   *     one that is wrong
   */
  void requireTimely(Expiring message) {
    Instant now = source.instant();
    try {
      Acceptance.timely(message, now);
    } catch (ProtocolException e) {
      throw ProtocolException.refused(
          e.detail() + ", as this device's clock shows " + now.truncatedTo(ChronoUnit.SECONDS));
    }
  }
}

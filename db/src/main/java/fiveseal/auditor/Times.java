package fiveseal.auditor;

import fiveseal.protocol.Expiring;
import fiveseal.protocol.Message;
import java.time.Duration;
import java.time.Instant;

/** What order asks of times that several clocks have told. */
final class Times {
  /** What the protocol lets the clocks of others differ. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** What the clocks of the manager's own nodes may differ. */
  private static final Duration NODES_APART = Duration.ofSeconds(5);

  private Times() {}

  /** Whether an effect that another transaction wrote came after its cause. */
  static boolean follows(Instant effect, Instant cause) {
    return !effect.isBefore(cause.minus(NODES_APART));
  }

  /** A message was received after it was made, and before its time was over. */
  static void check(Findings findings, String where, Message message, Instant receivedAt) {
    long received = receivedAt.getEpochSecond();
    findings.require(
        message.iat() <= received + SKEW.toSeconds(),
        Check.ORDER,
        where,
        "it was received before it was made");
    if (message instanceof Expiring expiring) {
      findings.require(
          received <= expiring.exp() + SKEW.toSeconds(),
          Check.ORDER,
          where,
          "it was received after its time");
    }
  }
}

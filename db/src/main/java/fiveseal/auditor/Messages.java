package fiveseal.auditor;

import fiveseal.protocol.Message;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import java.time.Instant;
import java.util.Optional;

/** Check 5: verifies stored messages again, and reads them for the other checks. */
final class Messages {
  private final Findings findings;
  private final RecordedKeys keys;
  private final Verifier verifier;

  Messages(Findings findings, RecordedKeys keys) {
    this.findings = findings;
    this.keys = keys;
    this.verifier = new Verifier(keys);
  }

  /**
   * The message, be its signature right or not; empty if it cannot be read.
   *
   * @param at when it was received
   */
  <T extends Message> Optional<Signed<T>> read(
      String where, String compact, Class<T> type, Instant at) {
    findings.checked(Check.SIGNATURES, 1);
    try {
      Signed<T> signed = verifier.verify(compact, type, at);
      checkAudience(where, signed.message());
      return Optional.of(signed);
    } catch (ProtocolException e) {
      findings.violation(Check.SIGNATURES, where, e.detail());
      return parse(compact, type);
    }
  }

  /** Reads a message that is verified elsewhere. */
  static <T extends Message> Optional<Signed<T>> parse(String compact, Class<T> type) {
    try {
      return Optional.of(Signed.parse(compact, type));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** What stores say to the manager is for this manager. */
  private void checkAudience(String where, Message message) {
    boolean fromManager = keys.managerIds().contains(message.iss());
    findings.require(
        fromManager || keys.managerIds().contains(message.audience().get(0)),
        Check.CONTENTS,
        where,
        "it is for " + message.audience().get(0));
  }
}

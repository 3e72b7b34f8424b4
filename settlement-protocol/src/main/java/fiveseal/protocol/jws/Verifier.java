package fiveseal.protocol.jws;

import fiveseal.protocol.Message;
import fiveseal.protocol.ProtocolException;
import java.time.Instant;

/**
 * Checks a signed message against a register of keys. A verification that fails throws, so it
 * cannot be ignored (RFC 8725 section 3; protocol section 1).
 */
public final class Verifier {
  private final KeyRegister register;

  public Verifier(KeyRegister register) {
    this.register = register;
  }

  /**
   * @param at when the message was first received
   * @throws ProtocolException {@code message-malformed} (not this form), {@code signature-refused}
   *     (key, role, owner, signature), {@code message-refused} (not acceptable)
   */
  public <T extends Message> Signed<T> verify(String compact, Class<T> type, Instant at) {
    CompactJws jws = CompactJws.parse(compact, MessageType.of(type));
    verify(jws, MessageType.of(type), at);
    return new Signed<>(type.cast(jws.message()), compact, jws.kid());
  }

  /** For whoever was not there at first receipt: the key must have been valid at {@code iat}. */
  public <T extends Message> Signed<T> verifyAtIat(String compact, Class<T> type) {
    CompactJws jws = CompactJws.parse(compact, MessageType.of(type));
    verify(jws, MessageType.of(type), instant(jws.message().iat()));
    return new Signed<>(type.cast(jws.message()), compact, jws.kid());
  }

  /** Any integer is well formed; far beyond every key's end it makes no difference which. */
  private static Instant instant(long seconds) {
    return Instant.ofEpochSecond(Math.min(seconds, Integer.MAX_VALUE * 100L));
  }

  private void verify(CompactJws jws, MessageType type, Instant at) {
    KeyRecord key =
        register.byKid(jws.kid()).orElseThrow(() -> ProtocolException.signature("unknown kid"));
    if (!type.maySign(key.role())) {
      throw ProtocolException.signature("this key may not sign " + type.typ());
    }
    if (!key.owner().equals(jws.message().iss())) {
      throw ProtocolException.signature("iss does not own this key");
    }
    if (!key.validAt(at)) {
      throw ProtocolException.signature("this key is not valid at that time");
    }
    if (!register.verifies(key, jws.signingInput(), jws.signature())) {
      throw ProtocolException.signature("the signature does not verify");
    }
  }
}

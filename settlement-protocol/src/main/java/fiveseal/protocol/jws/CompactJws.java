package fiveseal.protocol.jws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.Message;
import fiveseal.protocol.ProtocolException;

/**
 * A compact serialization (RFC 7515 section 7.1) taken apart: its form is right, no more is known.
 */
record CompactJws(String kid, Message message, byte[] signingInput, byte[] signature) {
  private static final int LENGTH_MAX = 1 << 20;

  /** Takes a message of the expected type apart, checking every form but the signature. */
  static CompactJws parse(String compact, MessageType expected) {
    if (compact.length() > LENGTH_MAX) {
      throw ProtocolException.malformed("longer than 1 MiB");
    }
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      throw ProtocolException.malformed("not exactly three parts");
    }
    JsonMembers header = Json.object(Base64Url.decode(parts[0]));
    if (!header.text("alg").equals("ES256")) {
      throw ProtocolException.malformed("alg is not ES256");
    }
    String typ = header.text("typ");
    String kid = header.text("kid");
    header.end();
    if (MessageType.ofTyp(typ) != expected) {
      throw ProtocolException.malformed("typ is " + typ + ", not " + expected.typ());
    }
    JsonMembers payload = Json.object(Base64Url.decode(parts[1]));
    Message message = read(expected, payload);
    String input = parts[0] + '.' + parts[1];
    return new CompactJws(kid, message, input.getBytes(US_ASCII), Base64Url.decode(parts[2]));
  }

  private static Message read(MessageType type, JsonMembers payload) {
    if (payload.integer("ver") != 1) {
      throw ProtocolException.refused("ver is not 1");
    }
    Message message = type.read(payload);
    payload.end();
    return message;
  }
}

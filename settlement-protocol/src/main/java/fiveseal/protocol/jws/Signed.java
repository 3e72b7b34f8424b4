package fiveseal.protocol.jws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.Json;
import fiveseal.protocol.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message with its exact compact string, which is what was signed, is stored and travels on;
 * nothing is ever serialized again.
 */
public record Signed<T extends Message>(T message, String compact, String kid) {

  /** Signs a new message, with the key that the signer has now. */
  public static <T extends Message> Signed<T> by(Signer whoever, T message) {
    Signer signer = whoever.current();
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "ES256");
    header.put("typ", MessageType.of(message.getClass()).typ());
    header.put("kid", signer.kid());
    String input = part(header) + '.' + part(message.members());
    String signature = Base64Url.encode(signer.sign(input.getBytes(US_ASCII)));
    return new Signed<>(message, input + '.' + signature, signer.kid());
  }

  private static String part(Map<String, Object> members) {
    return Base64Url.encode(Json.write(members).getBytes(UTF_8));
  }

  /**
   * Reads a message whose signature was checked before, such as one that we stored: its form is
   * checked, its signature is not.
   */
  public static <T extends Message> Signed<T> parse(String compact, Class<T> type) {
    CompactJws jws = CompactJws.parse(compact, MessageType.of(type));
    return new Signed<>(type.cast(jws.message()), compact, jws.kid());
  }

  /** Header and payload: what makes it the same message, since ECDSA signatures are malleable. */
  public String signedPart() {
    return signedPart(compact);
  }

  /** Whether the other string is this message: header and payload equal, the signature apart. */
  public boolean sameMessageAs(String other) {
    return signedPart().equals(signedPart(other));
  }

  /** SHA-256 of the compact string, 32 bytes. */
  public byte[] digest() {
    return Digests.sha256(compact);
  }

  private static String signedPart(String compact) {
    return compact.substring(0, Math.max(0, compact.lastIndexOf('.')));
  }
}

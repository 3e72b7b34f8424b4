package fiveseal.storedevice.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Json;
import fiveseal.protocol.jws.Signer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Messages as no honest device makes them, to see them refused: well signed, wrong in one place.
 */
final class Crafted {
  private Crafted() {}

  static Map<String, Object> header(Signer signer) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "ES256");
    header.put("typ", "fiveseal-settlement-request");
    header.put("kid", signer.kid());
    return header;
  }

  static String sign(Signer signer, Map<String, Object> header, String payload) {
    String input = part(Json.write(header)) + '.' + part(payload);
    return input + '.' + Base64Url.encode(signer.sign(input.getBytes(US_ASCII)));
  }

  /** The payload as text. */
  static String payload(String compact) {
    return new String(Base64Url.decode(compact.split("\\.", -1)[1]), UTF_8);
  }

  /** The same signature under another payload. */
  static String withPayload(String compact, String payload) {
    String[] parts = compact.split("\\.", -1);
    return parts[0] + '.' + part(payload) + '.' + parts[2];
  }

  /** The same message with one bit of the signature changed. */
  static String withFlippedSignature(String compact) {
    String[] parts = compact.split("\\.", -1);
    byte[] signature = Base64Url.decode(parts[2]);
    signature[20] ^= 1;
    return parts[0] + '.' + parts[1] + '.' + Base64Url.encode(signature);
  }

  private static String part(String json) {
    return Base64Url.encode(json.getBytes(UTF_8));
  }
}

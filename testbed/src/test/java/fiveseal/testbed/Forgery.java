package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.jws.SigningKey;

/** What somebody without the manager's key can make of its messages. */
final class Forgery {
  private Forgery() {}

  /** The same text with the last bit of one character flipped. */
  static String flipped(String text, int at) {
    return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
  }

  /** The same header and payload under a signature of another key. */
  static String signedBy(SigningKey other, String compact) {
    String input = compact.substring(0, compact.lastIndexOf('.'));
    return input + '.' + Base64Url.encode(other.sign(input.getBytes(US_ASCII)));
  }

  /** The same payload, sealed by another key that says so. */
  static String sealedBy(SigningKey other, String compact) {
    String[] parts = compact.split("\\.", -1);
    String header = new String(Base64Url.decode(parts[0]), UTF_8);
    String own = header.replaceAll("\"kid\":\"[^\"]*\"", "\"kid\":\"" + other.kid() + "\"");
    return signedBy(other, Base64Url.encode(own.getBytes(UTF_8)) + '.' + parts[1] + '.');
  }
}

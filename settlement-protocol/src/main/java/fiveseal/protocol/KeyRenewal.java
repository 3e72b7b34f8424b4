package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/**
 * A store's wish to sign with another key from now on, signed by the one that it has; the request
 * inside is signed by the other, so that both are proven to be in one hand.
 *
 * @param certificationRequest PKCS#10 (RFC 2986) in DER, base64url, 1 … 4096 bytes
 */
public record KeyRenewal(String iss, String aud, String certificationRequest, long iat, long exp)
    implements Expiring {
  private static final int REQUEST_BYTES_MAX = 4096;

  public KeyRenewal {
    Members.requireId(iss, "iss");
    Members.requireBytes(certificationRequest, "certificationRequest", REQUEST_BYTES_MAX);
    Members.requireLifetime(iat, exp);
  }

  public static KeyRenewal read(JsonMembers members) {
    return new KeyRenewal(
        members.text("iss"),
        members.text("aud"),
        members.text("certificationRequest"),
        members.integer("iat"),
        members.integer("exp"));
  }

  @Override
  public List<String> audience() {
    return List.of(aud);
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = Members.begin(iss);
    members.put("aud", aud);
    members.put("certificationRequest", certificationRequest);
    members.put("iat", iat);
    members.put("exp", exp);
    return members;
  }
}

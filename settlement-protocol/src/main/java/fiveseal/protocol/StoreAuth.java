package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/** A store's bearer token for reads; it lives for five minutes at most. */
public record StoreAuth(String iss, String aud, String jti, long iat, long exp)
    implements Expiring {
  private static final long LIFETIME_SECONDS_MAX = 5 * 60;

  public StoreAuth {
    Members.requireId(iss, "iss");
    Members.requireId(jti, "jti");
    Members.requireLifetime(iat, exp);
    if (exp - iat > LIFETIME_SECONDS_MAX) {
      throw ProtocolException.refused("exp is more than 5 minutes after iat");
    }
  }

  public static StoreAuth read(JsonMembers members) {
    return new StoreAuth(
        members.text("iss"),
        members.text("aud"),
        members.text("jti"),
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
    members.put("jti", jti);
    members.put("iat", iat);
    members.put("exp", exp);
    return members;
  }
}

package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/** Where a store wants message 3 pushed to; the greatest {@code iat} wins. */
public record CompletionEndpoint(String iss, String aud, String url, long iat, long exp)
    implements Expiring {
  public CompletionEndpoint {
    Members.requireId(iss, "iss");
    Members.requireLifetime(iat, exp);
  }

  public static CompletionEndpoint read(JsonMembers members) {
    return new CompletionEndpoint(
        members.text("iss"),
        members.text("aud"),
        Members.url(members, "url"),
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
    members.put("url", url);
    members.put("iat", iat);
    members.put("exp", exp);
    return members;
  }
}

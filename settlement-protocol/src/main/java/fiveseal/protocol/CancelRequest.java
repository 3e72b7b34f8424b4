package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/** A store cancels a request of its own, whether the manager knows it already or not. */
public record CancelRequest(String iss, String aud, String requestId, long iat, long exp)
    implements Expiring {
  public CancelRequest {
    Members.requireId(iss, "iss");
    Members.requireId(requestId, "requestId");
    Members.requireLifetime(iat, exp);
  }

  public static CancelRequest read(JsonMembers members) {
    return new CancelRequest(
        members.text("iss"),
        members.text("aud"),
        members.text("requestId"),
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
    members.put("requestId", requestId);
    members.put("iat", iat);
    members.put("exp", exp);
    return members;
  }
}

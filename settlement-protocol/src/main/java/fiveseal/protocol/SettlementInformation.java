package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/**
 * Message 2: the manager's command for the card, encrypted, together with the request and its
 * signature, under the second signature (claim 4). It is for whoever holds the card.
 *
 * @param request message 1, whole
 * @param command base64url of the 64 bytes of EXECUTE
 */
public record SettlementInformation(
    String iss, String settlementId, String request, String command, long iat, long exp)
    implements Expiring {
  /** Whom messages 2, 4 and 5 address. */
  public static final String CLIENT = "client";

  public SettlementInformation {
    Members.requireId(iss, "iss");
    CommandForm.require(command);
    Members.requireLifetime(iat, exp);
  }

  public static SettlementInformation read(JsonMembers members) {
    Members.audienceIs(CLIENT, members);
    return new SettlementInformation(
        members.text("iss"),
        Members.uuid(members, "settlementId"),
        members.text("request"),
        members.text("command"),
        members.integer("iat"),
        members.integer("exp"));
  }

  @Override
  public List<String> audience() {
    return List.of(CLIENT);
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = Members.begin(iss);
    members.put("aud", CLIENT);
    members.put("settlementId", settlementId);
    members.put("request", request);
    members.put("command", command);
    members.put("iat", iat);
    members.put("exp", exp);
    return members;
  }
}

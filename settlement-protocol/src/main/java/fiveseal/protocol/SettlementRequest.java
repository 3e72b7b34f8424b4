package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/**
 * Message 1: a store asks for a settlement, under the first signature (claims 1 to 3).
 *
 * @param aud the manager's id
 * @param lines 1 … 100, adding up to the amount
 */
public record SettlementRequest(
    String iss,
    String aud,
    String requestId,
    Amount amount,
    String description,
    List<RequestLine> lines,
    long iat,
    long exp)
    implements Expiring {
  public SettlementRequest {
    Members.requireId(iss, "iss");
    Members.requireId(requestId, "requestId");
    Members.requireText(description, "description");
    lines = List.copyOf(lines);
    Members.requireLines(lines.stream().map(RequestLine::amountMinor).toList(), amount);
    Members.requireLifetime(iat, exp);
  }

  public static SettlementRequest read(JsonMembers members) {
    return new SettlementRequest(
        members.text("iss"),
        members.text("aud"),
        members.text("requestId"),
        Members.amount(members),
        members.text("description"),
        members.objects("lines").stream().map(RequestLine::read).toList(),
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
    members.put("amount", amount.minor());
    members.put("currency", amount.currency().code());
    members.put("description", description);
    members.put("lines", lines.stream().map(RequestLine::members).toList());
    members.put("iat", iat);
    members.put("exp", exp);
    return members;
  }
}

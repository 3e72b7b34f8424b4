package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/**
 * A store gives back what a settlement took, whole or in part.
 *
 * @param lines 1 … 100, adding up to the amount
 */
public record RefundRequest(
    String iss,
    String aud,
    String refundId,
    String settlementId,
    Amount amount,
    List<RefundLine> lines,
    long iat,
    long exp)
    implements Expiring {
  public RefundRequest {
    Members.requireId(iss, "iss");
    Members.requireId(refundId, "refundId");
    lines = List.copyOf(lines);
    Members.requireLines(lines.stream().map(RefundLine::amountMinor).toList(), amount);
    Members.requireLifetime(iat, exp);
  }

  public static RefundRequest read(JsonMembers members) {
    return new RefundRequest(
        members.text("iss"),
        members.text("aud"),
        members.text("refundId"),
        Members.uuid(members, "settlementId"),
        Members.amount(members),
        members.objects("lines").stream().map(RefundLine::read).toList(),
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
    members.put("refundId", refundId);
    members.put("settlementId", settlementId);
    members.put("amount", amount.minor());
    members.put("currency", amount.currency().code());
    members.put("lines", lines.stream().map(RefundLine::members).toList());
    members.put("iat", iat);
    members.put("exp", exp);
    return members;
  }
}

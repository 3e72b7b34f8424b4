package fiveseal.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Message 3: the card was debited, under the third signature, with the settlement information whose
 * command won (claim 5).
 *
 * @param aud the store's id
 * @param settlementInformation message 2, whole
 */
public record SettlementCompletion(
    String iss,
    String aud,
    String settlementId,
    String requestId,
    String settlementInformation,
    Amount amount,
    long iat,
    Optional<AuditHead> auditHead)
    implements Message {
  private static final String DEBITED = "DEBITED";

  public SettlementCompletion {
    Members.requireId(iss, "iss");
    Members.requireId(aud, "aud");
    Members.requireId(requestId, "requestId");
  }

  public static SettlementCompletion read(JsonMembers members) {
    if (!members.text("result").equals(DEBITED)) {
      throw ProtocolException.refused("result is not DEBITED");
    }
    return new SettlementCompletion(
        members.text("iss"),
        members.text("aud"),
        Members.uuid(members, "settlementId"),
        members.text("requestId"),
        members.text("settlementInformation"),
        Members.amount(members),
        members.integer("iat"),
        members.has("auditHead")
            ? Optional.of(AuditHead.read(members.object("auditHead")))
            : Optional.empty());
  }

  @Override
  public List<String> audience() {
    return List.of(aud);
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = Members.begin(iss);
    members.put("aud", aud);
    members.put("settlementId", settlementId);
    members.put("requestId", requestId);
    members.put("settlementInformation", settlementInformation);
    members.put("result", DEBITED);
    members.put("amount", amount.minor());
    members.put("currency", amount.currency().code());
    members.put("iat", iat);
    auditHead.ifPresent(head -> members.put("auditHead", head.members()));
    return members;
  }
}

package fiveseal.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Message 5: the manager changes what the card holds, under the fifth signature (claims 8 and 9).
 *
 * @param amountMinor minor units, for LOAD and REFUND only
 * @param command base64url of the 64 bytes of EXECUTE
 * @param settlementId for REFUND only
 */
public record ValueUpdate(
    String iss,
    String updateId,
    UpdateKind kind,
    OptionalLong amountMinor,
    IsoCurrency currency,
    String command,
    Optional<String> settlementId,
    long iat,
    long exp)
    implements Expiring {
  public ValueUpdate {
    Members.requireId(iss, "iss");
    CommandForm.require(command);
    Members.requireLifetime(iat, exp);
    amountMinor.ifPresent(Amount::requireInRange);
    if (amountMinor.isPresent() != kind.hasAmount()) {
      throw ProtocolException.malformed("amount belongs to LOAD and REFUND, and to no other kind");
    }
    if (settlementId.isPresent() != (kind == UpdateKind.REFUND)) {
      throw ProtocolException.malformed("settlementId belongs to REFUND, and to no other kind");
    }
  }

  public static ValueUpdate read(JsonMembers members) {
    Members.audienceIs(SettlementInformation.CLIENT, members);
    return new ValueUpdate(
        members.text("iss"),
        Members.uuid(members, "updateId"),
        UpdateKind.read(members.text("kind")),
        members.has("amount") ? OptionalLong.of(members.integer("amount")) : OptionalLong.empty(),
        IsoCurrency.of(members.text("currency")),
        members.text("command"),
        members.has("settlementId")
            ? Optional.of(Members.uuid(members, "settlementId"))
            : Optional.empty(),
        members.integer("iat"),
        members.integer("exp"));
  }

  @Override
  public List<String> audience() {
    return List.of(SettlementInformation.CLIENT);
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = Members.begin(iss);
    members.put("aud", SettlementInformation.CLIENT);
    members.put("updateId", updateId);
    members.put("kind", kind.name());
    amountMinor.ifPresent(amount -> members.put("amount", amount));
    members.put("currency", currency.code());
    members.put("command", command);
    settlementId.ifPresent(id -> members.put("settlementId", id));
    members.put("iat", iat);
    members.put("exp", exp);
    return members;
  }
}

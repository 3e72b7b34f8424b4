package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/**
 * Message 4: the store has received the completion, under the fourth signature, for the manager and
 * the client (claim 6).
 *
 * @param completion base64url of the SHA-256 of message 3's compact string
 */
public record SettlementReceipt(
    String iss,
    String managerId,
    String settlementId,
    String requestId,
    String completion,
    String receiptNumber,
    Amount amount,
    List<ReceiptLine> lines,
    long iat)
    implements Message {
  private static final int DIGEST_BYTES = 32;

  public SettlementReceipt {
    Members.requireId(iss, "iss");
    Members.requireId(requestId, "requestId");
    Members.requireId(receiptNumber, "receiptNumber");
    if (Base64Url.decode(completion).length != DIGEST_BYTES) {
      throw ProtocolException.malformed("completion has not 32 bytes");
    }
    lines = List.copyOf(lines);
    Members.requireLines(lines.stream().map(ReceiptLine::amountMinor).toList(), amount);
  }

  public static SettlementReceipt read(JsonMembers members) {
    List<String> audience = members.texts("aud");
    if (audience.size() != 2 || !audience.get(1).equals(SettlementInformation.CLIENT)) {
      throw ProtocolException.refused("aud is not the manager and client, in this order");
    }
    return new SettlementReceipt(
        members.text("iss"),
        audience.get(0),
        Members.uuid(members, "settlementId"),
        members.text("requestId"),
        members.text("completion"),
        members.text("receiptNumber"),
        Members.amount(members),
        members.objects("lines").stream().map(ReceiptLine::read).toList(),
        members.integer("iat"));
  }

  @Override
  public List<String> audience() {
    return List.of(managerId, SettlementInformation.CLIENT);
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = Members.begin(iss);
    members.put("aud", audience());
    members.put("settlementId", settlementId);
    members.put("requestId", requestId);
    members.put("completion", completion);
    members.put("receiptNumber", receiptNumber);
    members.put("amount", amount.minor());
    members.put("currency", amount.currency().code());
    members.put("lines", lines.stream().map(ReceiptLine::members).toList());
    members.put("iat", iat);
    return members;
  }
}

package fiveseal.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What two operators had done with the manager's keys: the signed protocol of a key ceremony.
 *
 * @param iss the manager
 * @param ceremonyId UUIDv7
 * @param act what was done, such as {@code ROTATE}
 * @param subject with which keys, such as {@code SIGNING}
 * @param reason in the operators' words
 * @param proposedBy the first operator
 * @param proposedAt seconds UTC
 * @param approvedBy the second operator
 * @param approvedAt seconds UTC
 * @param findings what was found in the vault afterwards, a line each, such as a key's check value
 */
public record KeyCeremonyRecord(
    String iss,
    String ceremonyId,
    String act,
    String subject,
    String reason,
    String proposedBy,
    long proposedAt,
    String approvedBy,
    long approvedAt,
    List<String> findings,
    long iat)
    implements Message {
  private static final int FINDINGS_MAX = 1000;

  public KeyCeremonyRecord {
    Members.requireId(iss, "iss");
    Members.requireText(act, "act");
    Members.requireText(subject, "subject");
    Members.requireText(reason, "reason");
    Members.requireText(proposedBy, "proposedBy");
    Members.requireText(approvedBy, "approvedBy");
    findings = List.copyOf(findings);
    if (findings.size() > FINDINGS_MAX) {
      throw ProtocolException.malformed("findings are more than 1000");
    }
    findings.forEach(finding -> Members.requireText(finding, "findings"));
  }

  public static KeyCeremonyRecord read(JsonMembers members) {
    return new KeyCeremonyRecord(
        members.text("iss"),
        Members.uuid(members, "ceremonyId"),
        members.text("act"),
        members.text("subject"),
        members.text("reason"),
        members.text("proposedBy"),
        members.integer("proposedAt"),
        members.text("approvedBy"),
        members.integer("approvedAt"),
        members.texts("findings"),
        members.integer("iat"));
  }

  @Override
  public List<String> audience() {
    return List.of();
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>(Members.begin(iss));
    members.put("ceremonyId", ceremonyId);
    members.put("act", act);
    members.put("subject", subject);
    members.put("reason", reason);
    members.put("proposedBy", proposedBy);
    members.put("proposedAt", proposedAt);
    members.put("approvedBy", approvedBy);
    members.put("approvedAt", approvedAt);
    members.put("findings", new ArrayList<>(findings));
    members.put("iat", iat);
    return members;
  }
}

package fiveseal.operator;

import fiveseal.manager.KeyBackup;
import fiveseal.manager.KeyCeremony;
import fiveseal.manager.KeyCeremonyPage;
import fiveseal.manager.KeyCustody;
import fiveseal.protocol.Base64Url;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys, and what was done with them, as JSON tells it to operators. */
final class CeremonyJson {
  private CeremonyJson() {}

  static Map<String, Object> of(KeyCustody custody) {
    return Map.of("keys", custody.keys().stream().map(CeremonyJson::of).toList());
  }

  private static Map<String, Object> of(KeyCustody.Key key) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", key.kind());
    members.put("number", key.number());
    key.kid().ifPresent(kid -> members.put("kid", kid));
    key.checkValue().ifPresent(value -> members.put("checkValue", value));
    key.signsFrom().ifPresent(from -> members.put("signsFrom", from));
    key.notAfter().ifPresent(to -> members.put("notAfter", to));
    members.put("current", key.current());
    return members;
  }

  static Map<String, Object> of(KeyCeremonyPage page) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ceremonies", page.ceremonies().stream().map(CeremonyJson::of).toList());
    page.next().ifPresent(next -> members.put("next", next));
    return members;
  }

  static Map<String, Object> of(KeyCeremony ceremony) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ceremonyId", ceremony.ceremonyId());
    members.put("act", ceremony.act());
    ceremony.kind().ifPresent(kind -> members.put("kind", kind));
    ceremony.key().ifPresent(key -> members.put("key", key));
    ceremony.at().ifPresent(at -> members.put("at", at));
    members.put("reason", ceremony.reason());
    members.put("state", ceremony.state());
    members.put("proposedBy", ceremony.proposedBy());
    members.put("proposedAt", ceremony.proposedAt());
    ceremony.approvedBy().ifPresent(operator -> members.put("approvedBy", operator));
    ceremony.approvedAt().ifPresent(at -> members.put("approvedAt", at));
    ceremony.record().ifPresent(record -> members.put("record", record));
    return members;
  }

  static Map<String, Object> of(KeyBackup backup) {
    return Map.of("vault", Base64Url.encode(backup.vault()), "shares", backup.shares());
  }
}

package fiveseal.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest head of the manager's audit log.
 *
 * @param size how many leaves it covers
 * @param root base64url
 */
public record AuditHead(long size, String root) {
  static AuditHead read(JsonMembers members) {
    AuditHead head = new AuditHead(members.integer("size"), members.text("root"));
    Base64Url.decode(head.root);
    members.end();
    return head;
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("size", size);
    members.put("root", root);
    return members;
  }
}

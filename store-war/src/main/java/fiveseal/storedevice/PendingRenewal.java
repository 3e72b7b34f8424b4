package fiveseal.storedevice;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A renewal that has no answer yet.
 *
 * @param keyFile where the next key is, in the device's folder
 * @param message {@code fiveseal-key-renewal}, compact: a lost answer is asked for with the same
 */
record PendingRenewal(String keyFile, String message) {

  static PendingRenewal parse(byte[] json) {
    JsonMembers members = Json.object(json);
    PendingRenewal pending = new PendingRenewal(members.text("keyFile"), members.text("message"));
    members.end();
    return pending;
  }

  String json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("keyFile", keyFile);
    members.put("message", message);
    return Json.write(members);
  }
}

package fiveseal.storedevice;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A store device's settings, as in its {@code config.json}.
 *
 * @param storeBase such as {@code https://pay.example/store}
 * @param clientBase such as {@code https://pay.example/client}
 * @param keyFile PKCS#8 PEM, relative to the device's folder or absolute
 * @param x5c the store's certificate and its CA's, base64 DER; empty if the key was enrolled
 *     elsewhere
 */
public record DeviceConfig(
    StoreIdentity identity, URI storeBase, URI clientBase, String keyFile, List<String> x5c) {
  public DeviceConfig {
    x5c = List.copyOf(x5c);
  }

  /**
   * @throws fiveseal.protocol.ProtocolException if a member is missing, unknown or ill-formed
   * @throws IllegalArgumentException if an address is none
   */
  static DeviceConfig parse(byte[] json) {
    JsonMembers members = Json.object(json);
    DeviceConfig config =
        new DeviceConfig(
            new StoreIdentity(members.text("storeId"), members.text("managerId")),
            ManagerConnection.base(members.text("storeBase")),
            ManagerConnection.base(members.text("clientBase")),
            members.text("keyFile"),
            members.texts("x5c"));
    members.end();
    return config;
  }

  String json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("storeId", identity.storeId());
    members.put("managerId", identity.managerId());
    members.put("storeBase", storeBase.toString());
    members.put("clientBase", clientBase.toString());
    members.put("keyFile", keyFile);
    members.put("x5c", x5c);
    return Json.write(members);
  }
}

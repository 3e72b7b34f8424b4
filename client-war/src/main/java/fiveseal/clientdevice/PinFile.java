package fiveseal.clientdevice;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pins of one manager, in one file of the device's home folder. */
final class PinFile {
  private final Path file;

  PinFile(Path home, URI clientBase) {
    String name = clientBase.toString().replaceAll("[^A-Za-z0-9.-]+", "_");
    this.file = home.resolve("pins").resolve(name + ".json");
  }

  Path path() {
    return file;
  }

  /** Empty before the first use. */
  Optional<Pins> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonMembers members = Json.object(Files.readAllBytes(file));
      Map<String, List<String>> kids = new LinkedHashMap<>();
      for (JsonMembers owner : members.objects("pinned")) {
        kids.put(owner.text("owner"), owner.texts("kids"));
      }
      return Optional.of(
          new Pins(members.text("managerId"), members.text("operatorCa"), Map.copyOf(kids)));
    } catch (IOException | ProtocolException e) {
      throw new DeviceException(
          Outcome.FAILED,
          "The pinned keys in " + file + " cannot be read; restore that file from a backup.",
          e);
    }
  }

  void write(Pins pins) {
    List<Map<String, Object>> pinned = new ArrayList<>();
    pins.kids().forEach((owner, kids) -> pinned.add(Map.of("owner", owner, "kids", kids)));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("managerId", pins.managerId());
    members.put("operatorCa", pins.operatorCa());
    members.put("pinned", pinned);
    DeviceFiles.write(file, Json.write(members));
  }

  /**
   * What was seen at first use.
   *
   * @param operatorCa base64 DER
   * @param kids of each owner: thumbprints (RFC 7638) of all its keys
   */
  record Pins(String managerId, String operatorCa, Map<String, List<String>> kids) {
    Pins with(String owner, List<String> ownersKids) {
      Map<String, List<String>> more = new LinkedHashMap<>(kids);
      more.put(owner, List.copyOf(ownersKids));
      return new Pins(managerId, operatorCa, Map.copyOf(more));
    }
  }
}

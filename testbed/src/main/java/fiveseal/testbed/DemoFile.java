package fiveseal.testbed;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code demo.json}: what an integrator needs to know of a mall that runs. */
final class DemoFile {

  private DemoFile() {}

  static void write(
      RunFolder folder,
      String baseUrl,
      List<String> readers,
      List<String> cards,
      List<String> vouchers,
      Secrets secrets) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("baseUrl", baseUrl);
    members.put("managerId", Settings.MANAGER_ID);
    members.put(
        "stores",
        DemoStore.ALL.stream()
            .filter(store -> store.mall().isEmpty())
            .map(store -> withLowerStores(store, folder))
            .toList());
    members.put("readers", readers);
    members.put("cards", cards);
    members.put("vouchers", vouchers);
    members.put("users", DemoUser.ALL.stream().map(user -> login(user, secrets)).toList());
    RunFolder.writePrivately(folder.demo(), Json.write(members) + "\n");
  }

  private static Map<String, Object> login(DemoUser user, Secrets secrets) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", user.name());
    members.put("password", user.password(secrets));
    members.put("role", user.role());
    user.store().ifPresent(store -> members.put("storeId", store));
    return members;
  }

  private static Map<String, Object> withLowerStores(DemoStore store, RunFolder folder) {
    Map<String, Object> members = named(store, folder);
    members.put(
        "lowerStores", store.lowerStores().stream().map(lower -> named(lower, folder)).toList());
    return members;
  }

  private static Map<String, Object> named(DemoStore store, RunFolder folder) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", store.id());
    members.put("name", store.name());
    members.put("keyFile", store.keyFile(folder).toString());
    return members;
  }

  /**
   * Where the mall of a folder answers.
   *
   * @throws Trouble if none has run there
   */
  static String baseUrl(RunFolder folder) {
    if (!Files.exists(folder.demo())) {
      throw new Trouble("No mall has run on " + folder.root() + ": start one with ./fiveseal run.");
    }
    return read(folder).text("baseUrl");
  }

  /** The cards of an earlier run; none before the first. */
  static List<String> cards(RunFolder folder) {
    return Files.exists(folder.demo()) ? read(folder).texts("cards") : List.of();
  }

  private static JsonMembers read(RunFolder folder) {
    try {
      return Json.object(Files.readString(folder.demo()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

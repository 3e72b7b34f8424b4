package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.DeviceConfig;
import fiveseal.storedevice.DeviceFolder;
import fiveseal.storedevice.Enrolment;
import fiveseal.storedevice.ManagerKey;
import fiveseal.storedevice.StoreIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets a device up: key, certificate, the manager's pinned keys. */
@Command(
    name = "enrol",
    mixinStandardHelpOptions = true,
    description = {
      "Makes this store's key, has it certified with the operator's token, and pins the manager's"
          + " keys.",
      "With --key-file and without --token, takes a key that is certified already."
    })
final class EnrolCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Mixin private DeviceOptions options;

  @Option(names = "--token", description = "The operator's one-time token.")
  private String token;

  @Option(
      names = "--wait",
      defaultValue = "0",
      description =
          "Seconds to wait where an operator approves each key (default: ${DEFAULT-VALUE}).")
  private long waitSeconds;

  @Override
  public Integer call() throws InterruptedException {
    DeviceFolder folder = options.folder();
    if (token == null && options.keyFile().isEmpty()) {
      throw options.wrong("give --token, or --key-file with a key that is certified already");
    }
    if (folder.isSetUp()) {
      throw options.wrong("this folder is a store device already: choose another --dir");
    }
    DeviceConfig config = options.fromOptions(options.keyFile().orElseGet(folder::ownKeyFile));
    SigningKey key = folder.key(config.keyFile());
    if (token != null) {
      Optional<Enrolment.Enrolled> answer = ask(config, key);
      if (answer.isEmpty()) {
        showWaiting(config, key);
        return Exit.NOT_YET.code();
      }
      Enrolment.Enrolled enrolled = answer.get();
      config =
          new DeviceConfig(
              new StoreIdentity(enrolled.storeId(), enrolled.managerId()),
              config.storeBase(),
              config.clientBase(),
              config.keyFile(),
              enrolled.x5c());
    }
    List<ManagerKey> pinned = options.pin(folder, config);
    folder.write(config);
    show(config, key, pinned);
    return Exit.OK.code();
  }

  /** Asks until the operator has decided, or the time is over. */
  private Optional<Enrolment.Enrolled> ask(DeviceConfig config, SigningKey key)
      throws InterruptedException {
    Enrolment enrolment = new Enrolment(DeviceOptions.connection(config));
    Instant end = options.clock().instant().plusSeconds(waitSeconds);
    while (true) {
      Optional<Enrolment.Enrolled> answer =
          enrolment.enrol(token, config.identity().storeId(), key);
      if (answer.isPresent() || !options.clock().instant().isBefore(end)) {
        return answer;
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private void showWaiting(DeviceConfig config, SigningKey key) {
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("storeId", config.identity().storeId());
      members.put("kid", key.kid());
      members.put("state", "PENDING");
      options.out().println(Json.write(members));
      return;
    }
    options.out().println("store        " + config.identity().storeId());
    options.out().println("key          " + key.kid());
    options.out().println("waiting      for the operator, who compares this key with you;");
    options.out().println("             then run the same command again");
  }

  private void show(DeviceConfig config, SigningKey key, List<ManagerKey> pinned) {
    List<String> managerKids = pinned.stream().map(ManagerKey::kid).toList();
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("storeId", config.identity().storeId());
      members.put("managerId", config.identity().managerId());
      members.put("kid", key.kid());
      members.put("managerKids", managerKids);
      options.out().println(Json.write(members));
      return;
    }
    options.out().println("store        " + config.identity().storeId());
    options.out().println("key          " + key.kid());
    options.out().println("manager      " + config.identity().managerId());
    managerKids.forEach(kid -> options.out().println("manager key  " + kid));
  }
}

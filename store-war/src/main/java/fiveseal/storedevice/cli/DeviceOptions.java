package fiveseal.storedevice.cli;

import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.DeviceConfig;
import fiveseal.storedevice.DeviceFolder;
import fiveseal.storedevice.DeviceKey;
import fiveseal.storedevice.FileJournal;
import fiveseal.storedevice.ManagerConnection;
import fiveseal.storedevice.ManagerKey;
import fiveseal.storedevice.ManagerKeys;
import fiveseal.storedevice.Renewal;
import fiveseal.storedevice.Retries;
import fiveseal.storedevice.Reversals;
import fiveseal.storedevice.StoreDevice;
import fiveseal.storedevice.StoreIdentity;
import fiveseal.storedevice.TillOrders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command knows: which device, and which manager. */
final class DeviceOptions {
  private static final String STORE = "/store";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--dir",
      defaultValue = "store-device",
      description = "The device's folder: settings, key, journal (default: ${DEFAULT-VALUE}).")
  private Path dir;

  @Option(names = "--url", description = "The store base, such as https://pay.example/store.")
  private String url;

  @Option(
      names = "--client-url",
      description = "The client base; by default --url with /client for /store.")
  private String clientUrl;

  @Option(names = "--store-id", description = "This store's id.")
  private String storeId;

  @Option(
      names = "--manager-id",
      defaultValue = "manager",
      description = "The manager's id (default: ${DEFAULT-VALUE}).")
  private String managerId;

  @Option(
      names = "--key-file",
      description = "An existing key, PKCS#8 PEM, instead of the device's own.")
  private Path keyFile;

  @Option(
      names = "--keep-key",
      description = "Do not renew the key by itself when a third of its time is left.")
  private boolean keepKey;

  @Option(names = "--json", description = "One JSON object per line on the standard output.")
  private boolean json;

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  DeviceFolder folder() {
    return new DeviceFolder(dir);
  }

  Clock clock() {
    return Clock.systemUTC();
  }

  /** From the command line alone, for a device to be. */
  DeviceConfig fromOptions(String key) {
    if (url == null || storeId == null) {
      throw wrong("no store device in " + dir + ": give --url and --store-id, or run enrol first");
    }
    URI storeBase = base(url);
    URI clientBase = clientUrl == null ? clientBaseBeside(storeBase) : base(clientUrl);
    return new DeviceConfig(
        new StoreIdentity(storeId, managerId), storeBase, clientBase, key, List.of());
  }

  Optional<String> keyFile() {
    return Optional.ofNullable(keyFile).map(file -> file.toAbsolutePath().toString());
  }

  /**
   * The device in the folder. With --url, --store-id and --key-file it is set up at first use: the
   * manager's keys are pinned and their fingerprints shown.
   */
  Opened open() {
    return open(Duration.ofMinutes(15));
  }

  /**
   * @param validity how long a holder has to pay what is requested
   */
  Opened open(Duration validity) {
    DeviceFolder folder = folder();
    if (!folder.isSetUp()) {
      String key = keyFile().orElseThrow(() -> wrong("no store device in " + dir + ": run enrol"));
      DeviceConfig config = fromOptions(key);
      folder.key(key);
      pin(folder, config);
      folder.write(config);
    }
    DeviceConfig kept = folder.config();
    DeviceConfig config =
        url == null
            ? kept
            : new DeviceConfig(
                kept.identity(),
                base(url),
                clientUrl == null ? clientBaseBeside(base(url)) : base(clientUrl),
                kept.keyFile(),
                kept.x5c());
    if (storeId != null && !storeId.equals(config.identity().storeId())) {
      throw wrong(dir + " is the device of the store " + config.identity().storeId());
    }
    boolean renews = !keepKey && keyFile == null && !config.x5c().isEmpty();
    return new Opened(
        folder,
        config,
        folder.deviceKey(keyFile().orElse(config.keyFile())),
        clock(),
        validity,
        renews ? Optional.of(this::told) : Optional.empty());
  }

  private void told(String what) {
    err().println(what);
  }

  /** Pins the manager's keys if there are none yet, and shows what is pinned. */
  List<ManagerKey> pin(DeviceFolder folder, DeviceConfig config) {
    boolean first = folder.pinned().isEmpty();
    List<ManagerKey> pinned =
        new ManagerKeys(folder, connection(config), config.identity().managerId(), clock())
            .pinAtFirstContact();
    if (first) {
      pinned.forEach(
          key ->
              err()
                  .println(
                      "pinned the manager's key "
                          + key.kid()
                          + "; compare this fingerprint with the operator's"));
    }
    return pinned;
  }

  static ManagerConnection connection(DeviceConfig config) {
    return connection(config, Retries.patient());
  }

  private static ManagerConnection connection(DeviceConfig config, Retries retries) {
    return new ManagerConnection(
        ManagerConnection.plainHttp(), config.storeBase(), config.clientBase(), retries);
  }

  private URI base(String text) {
    try {
      return ManagerConnection.base(text);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private URI clientBaseBeside(URI storeBase) {
    String text = storeBase.toString();
    if (!text.endsWith(STORE)) {
      throw wrong("give --client-url too, since --url does not end with " + STORE);
    }
    return URI.create(text.substring(0, text.length() - STORE.length()) + "/client");
  }

  /** An opened device; close it to let go of the journal. */
  static final class Opened implements AutoCloseable {
    private final DeviceConfig config;
    private final DeviceKey key;
    private final FileJournal journal;
    private final ManagerConnection manager;
    private final StoreDevice device;
    private final Reversals reversals;
    private final TillOrders tillOrders;
    private final Optional<KeyKeeper> keeper;

    private Opened(
        DeviceFolder folder,
        DeviceConfig config,
        DeviceKey key,
        Clock clock,
        Duration validity,
        Optional<Consumer<String>> renewals) {
      this.config = config;
      this.key = key;
      this.journal = folder.journal(clock);
      this.manager = connection(config);
      this.keeper =
          renewals.map(
              told ->
                  new KeyKeeper(
                      folder,
                      key,
                      new Renewal(folder, connection(config, Retries.none()), clock),
                      clock,
                      told));
      ManagerKeys keys = new ManagerKeys(folder, manager, config.identity().managerId(), clock);
      this.device =
          new StoreDevice(config.identity(), key, journal, keys, manager, validity, clock);
      this.tillOrders = folder.tillOrders(config.identity(), key, manager, clock);
      this.reversals =
          new Reversals(config.identity(), key, folder.reversals(), manager, device.reads(), clock);
    }

    /** Looks after the key before it is used: for commands that talk to the manager anyway. */
    Opened withLivingKey() {
      keeper.ifPresent(KeyKeeper::look);
      return this;
    }

    DeviceConfig config() {
      return config;
    }

    SigningKey key() {
      return key.current();
    }

    ManagerConnection manager() {
      return manager;
    }

    StoreDevice device() {
      return device;
    }

    Reversals reversals() {
      return reversals;
    }

    TillOrders tillOrders() {
      return tillOrders;
    }

    @Override
    public void close() {
      try {
        journal.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
